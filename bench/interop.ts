import { parseArgs } from 'node:util'
import { ensurePackages } from '../scripts/system/apt.ts'
import { interopPeers, runInterop } from './interop/campaign.ts'

const names = Object.keys(interopPeers)
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    peer: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const count = Number(values.messages)
const seed = Number(values.seed)
const peers = values.peer === undefined ? names : names.filter((name) => name === values.peer)
const packages = ensurePackages(['gnupg', 'sq', 'openssl', 'python3-argon2', 'python3-cryptography'])
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed) || peers.length === 0) {
  console.error(`Usage: npm run -s interop -- --messages N --seed S [--peer ${names.join('|')}] [--json]`)
  process.exitCode = 2
} else if (!packages.ready) {
  console.error(`The campaign needs the other programs. Run: ${packages.command}`)
  process.exitCode = 1
} else {
  const tallies = await runInterop(peers, count, seed)
  if (values.json) console.log(JSON.stringify({ seed, peers: tallies }))
  else console.table(tallies)
  process.exitCode = tallies.every(({ failed }) => failed.length === 0) ? 0 : 1
}
