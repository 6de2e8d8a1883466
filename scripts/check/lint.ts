import { programCheck, repository, runChecks } from './run-checks.ts'
import type { Check } from './run-checks.ts'
import { forbiddenImports } from '../lint/cruise.ts'

const floors: Check = {
  name: 'floors (what may import what)',
  run: async () => {
    const found = await forbiddenImports(repository, ['src', 'scripts', 'e2e', 'bench', 'test'])
    return {
      passed: found.length === 0,
      output: found.map(({ rule, from, to }) => `  ${rule}: ${from} -> ${to}`).join('\n'),
    }
  },
}

await runChecks([
  // Two halves: the types of all rooms at once fill the memory that Node gives a program.
  programCheck('eslint src/main', 'eslint', ['--max-warnings', '0', 'src/main']),
  programCheck('eslint, the rest', 'eslint', ['--max-warnings', '0', '--ignore-pattern', 'src/main/', '.']),
  programCheck('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']),
  floors,
  programCheck('knip (unused files, exports, packages)', 'knip', ['--no-progress']),
])
