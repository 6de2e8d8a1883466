import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../check/run-checks.ts'

const stamp = join(repository, '.cache', 'build-inputs')
const inputs = [
  'src/**/*.{ts,tsx,css,html,json}',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const outputs = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** A hash over the paths and contents of everything that the bundles are made of. */
function hashInputs(): string {
  const hash = createHash('sha256')
  const files = globSync(inputs, { cwd: repository }).filter((file) => !/\.test\.tsx?$/.test(file))
  for (const file of files.sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(repository, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Builds the app unless the bundles were built from these very sources. False when the build fails. */
export function ensureBuild(): boolean {
  const current = hashInputs()
  const isBuilt = outputs.every((file) => existsSync(join(repository, file)))
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return true
  console.log('Building …')
  const { status } = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
    cwd: repository,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) return false
  mkdirSync(join(repository, '.cache'), { recursive: true })
  writeFileSync(stamp, current)
  return true
}
