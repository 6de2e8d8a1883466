// Runs FILE on Node 24: node scripts/with-node24.mjs FILE [args…]. Works on Node 20, without packages.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from './lib/hand-over.mjs'
import { ensureModules } from './lib/modules.mjs'
import { requireNode24 } from './lib/node24.mjs'
import { repository } from './lib/repository.mjs'

const [file, ...args] = process.argv.slice(2)
if (file === undefined) {
  console.error('Usage: node scripts/with-node24.mjs FILE [args…]')
  process.exit(2)
}
if (!existsSync(join(repository, 'node_modules'))) ensureModules()
handOver(requireNode24(), file, args)
