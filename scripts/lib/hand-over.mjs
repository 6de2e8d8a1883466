import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { repository } from './repository.mjs'

/**
 * Runs a TypeScript file on Node 24 in this terminal, with that Node and the project's programs first on the path,
 * and ends this process the way the other one ended.
 * @param {string} node path of Node 24
 * @param {string} file
 * @param {readonly string[]} args
 */
export function handOver(node, file, args) {
  const path = [join(node, '..'), join(repository, 'node_modules', '.bin'), process.env['PATH'] ?? '']
  const child = spawn(node, [file, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path.join(delimiter) },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
  })
}
