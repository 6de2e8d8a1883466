// `npm start`: needs Node 20 and npm alone; installs what is missing and goes on in Node 24.
import { join } from 'node:path'
import { handOver } from './lib/hand-over.mjs'
import { ensureModules } from './lib/modules.mjs'
import { requireNode24 } from './lib/node24.mjs'
import { repository } from './lib/repository.mjs'

ensureModules()
handOver(requireNode24(), join(repository, 'scripts', 'start', 'main.ts'), process.argv.slice(2))
