/**
 * Opens the vault below a folder, as the engine does: `open.ts FOLDER PASSPHRASE`. Announces itself and waits for a line,
 * so that it can be tampered with first; then prints the code of the outcome.
 */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { startTestEngine } from '../../../support/engine.ts'

const [userDataDir = '', passphrase = ''] = process.argv.slice(2)
const engine = await startTestEngine({ userDataDir })
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const opened = await engine.unlock(passphrase)
writeSync(1, `${opened.ok ? 'open' : opened.error.code}\n`)
await engine.shutdown()
// What was tampered with may not let it end in order.
process.kill(process.pid, 'SIGKILL')
