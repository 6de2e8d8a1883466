import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { switchValue } from './command-line.ts'

type PathName = Parameters<Electron.App['getPath']>[0]

interface Manifest {
  name: string
  productName?: string
  version: string
  main?: string
}

/** The app's folder, manifest and main file, from what stands on the command line. */
export interface AppLocation {
  dir: string
  manifest: Manifest
  mainFile: string
}

/** @param target a folder with a package.json, or a file below one */
export function locateApp(target: string): AppLocation {
  let dir = path.resolve(target)
  const isFolder = existsSync(path.join(dir, 'package.json'))
  while (!existsSync(path.join(dir, 'package.json')) && dir !== path.dirname(dir)) {
    dir = path.dirname(dir)
  }
  const manifest = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')) as Manifest
  const mainFile = isFolder ? path.join(dir, manifest.main ?? 'index.js') : path.resolve(target)
  return { dir, manifest, mainFile }
}

export class AppPaths {
  readonly #set = new Map<PathName, string>()
  readonly #appName: () => string

  constructor(appName: () => string) {
    this.#appName = appName
  }

  set(name: PathName, value: string): void {
    this.#set.set(name, value)
  }

  get(name: PathName): string {
    return this.#set.get(name) ?? this.#default(name)
  }

  #default(name: PathName): string {
    const home = homedir()
    switch (name) {
      case 'home':
        return home
      case 'appData':
        return process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config')
      case 'userData':
        return path.resolve(switchValue('user-data-dir') ?? path.join(this.get('appData'), this.#appName()))
      case 'sessionData':
        return this.get('userData')
      case 'logs':
        return path.join(this.get('userData'), 'logs')
      case 'crashDumps':
        return path.join(this.get('userData'), 'Crashpad')
      case 'temp':
        return tmpdir()
      case 'exe':
      case 'module':
        return process.execPath
      default:
        return path.join(home, name.charAt(0).toUpperCase() + name.slice(1))
    }
  }
}
