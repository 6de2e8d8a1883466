import { execFileSync } from 'node:child_process'
import { isBuiltin } from 'node:module'
import { chmod, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build, Platform } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import config from '../../../electron-builder.config.ts'
import { ensureBuild } from '../../../scripts/start/build.ts'
import { bareImports, misplacedFiles, packageOf } from './contents.ts'

const repository = join(import.meta.dirname, '..', '..', '..')

/**
 * A folder that electron-builder takes for Electron, whose binary may not be on this machine: one file with the
 * fuse wire of a fresh Electron (sentinel, version 1, nine fuses in their first state).
 */
async function makeElectronFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true })
  const wire = Buffer.from([1, 9, ...Buffer.from('101100000')])
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  await writeFile(
    join(folder, 'electron'),
    Buffer.concat([Buffer.alloc(64), sentinel, wire, Buffer.alloc(64)]),
  )
  await chmod(join(folder, 'electron'), 0o755)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) await writeFile(join(folder, name), '')
}

/** The file that an import of `name` in a bundle leads to. */
function resolveImport(name: string): string {
  const code = `process.stdout.write(import.meta.resolve(${JSON.stringify(name)}))`
  const args = ['--input-type=module', '--eval', code]
  return fileURLToPath(execFileSync(process.execPath, args, { cwd: repository, encoding: 'utf8' }))
}

let scratch = ''
let app = ''
let files: string[] = []

beforeAll(async () => {
  expect(ensureBuild()).toBe(true)
  scratch = await mkdtemp(join(tmpdir(), 'sealpost-package-'))
  await makeElectronFolder(join(scratch, 'electron'))
  await build({
    projectDir: repository,
    targets: Platform.LINUX.createTarget('dir'),
    config: {
      ...config,
      electronDist: join(scratch, 'electron'),
      directories: { ...config.directories, output: join(scratch, 'dist') },
      forceCodeSigning: false,
    },
  })
  app = join(scratch, 'dist', 'linux-unpacked')
  files = listPackage(join(app, 'resources', 'app.asar'), { isPack: false }).map((file) => file.slice(1))
  const folders = new Set(files.map((file) => file.slice(0, file.lastIndexOf('/'))))
  files = files.filter((file) => !folders.has(file))
})

afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('an installed app', () => {
  it('holds nothing that is not on the list', () => {
    expect(files).toContain('out/main/index.js')
    expect(files).toContain('out/main/engine.js')
    expect(files).toContain('out/preload/index.cjs')
    expect(files).toContain('out/renderer/index.html')
    expect(misplacedFiles(files)).toEqual([])
  })

  it.each([
    ['e2e/demo/index.ts', 'not on the list'],
    ['out/main/index.js.map', 'source map'],
    ['node_modules/hoodiecrow-imap/lib/server.js', 'server of the demo practice'],
    ['node_modules/x/cert/server.key', 'certificate or key'],
    ['node_modules/better-sqlite3/prebuilds/win32-x64.node', 'binary of another system'],
  ])('would be caught with %s', (file, reason) => {
    expect(misplacedFiles([file]).join()).toContain(reason)
  })

  it('holds the packages of dependencies, and of nothing else', async () => {
    type Lockfile = { packages: Record<string, { dev?: boolean }> }
    const lockfile = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')) as Lockfile
    const forTheApp = new Set(
      Object.entries(lockfile.packages).flatMap(([folder, { dev }]) =>
        dev === true ? [] : folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      ),
    )
    const held = new Set(files.flatMap((file) => packageOf(file) ?? []))
    expect([...held].filter((name) => !forTheApp.has(name))).toEqual([])
    const { dependencies } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    expect(Object.keys(dependencies).filter((name) => !held.has(name))).toEqual([])
  })

  it('holds everything that its bundles import', async () => {
    const names = new Set<string>()
    for await (const bundle of glob('out/main/**/*.js', { cwd: repository })) {
      for (const name of bareImports(await readFile(join(repository, bundle), 'utf8'))) names.add(name)
    }
    expect(names).toContain('better-sqlite3')
    const external = [...names].filter((name) => !isBuiltin(name) && name !== 'electron')
    const missing = external.filter((name) => !files.includes(relative(repository, resolveImport(name))))
    expect(missing).toEqual([])
  })

  it('keeps native modules beside the archive, for this system alone', async () => {
    const unpacked = join(app, 'resources', 'app.asar.unpacked')
    const found: string[] = []
    for await (const file of glob('**/*.node', { cwd: unpacked })) found.push(file)
    expect(found.sort()).toEqual([
      'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/keytar/prebuilds/linux-x64/keytar.node',
    ])
  })

  it('holds the resources that the engine reads', async () => {
    const words = await readFile(join(app, 'resources', 'words', 'passphrase-words.txt'), 'utf8')
    expect(words.length).toBeGreaterThan(1000)
  })

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'sealpost'))
    const state = (fuse: FuseV1Options) => (wire[fuse] === FuseState.ENABLE ? 'ENABLE' : 'DISABLE')
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeInspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: 'DISABLE',
      cookieEncryption: 'ENABLE',
      nodeOptions: 'DISABLE',
      nodeInspect: 'DISABLE',
      asarIntegrity: 'ENABLE',
      onlyFromAsar: 'ENABLE',
      fileProtocol: 'DISABLE',
    })
  })
})

describe('the configuration of packages', () => {
  it('refuses to make an unsigned installer unless asked to', () => {
    expect(config.forceCodeSigning).toBe(true)
  })

  it('takes updates only where their signature is checked', () => {
    expect(config.win.verifyUpdateCodeSignature).toBe(true)
    expect(config.linux.publish).toBeNull()
    expect(config.publish).toBeNull()
  })
})
