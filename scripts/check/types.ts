import { readdir } from 'node:fs/promises'
import { programCheck, repository, runChecks } from './run-checks.ts'

/** tsconfig.json only lists the others for editors; tsconfig.base.json is what they extend. */
const configs = (await readdir(repository))
  .filter((name) => /^tsconfig\.\w+\.json$/.test(name) && name !== 'tsconfig.base.json')
  .sort()

await runChecks(
  configs.map((name) =>
    programCheck(name, 'tsc', ['--project', name, '--pretty', process.stdout.isTTY ? 'true' : 'false']),
  ),
)
