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

/** Those beside what they test; the others lie in folders of their own. */
const tests = 'src/**/*.test.{ts,tsx}'

await runChecks([
  // Two halves: the types of all rooms at once fill the memory that Node gives a program. The types of the tests hold
  // those of everything, so only one half needs them.
  programCheck('eslint src', 'eslint', ['--max-warnings', '0', '--ignore-pattern', tests, 'src']),
  programCheck('eslint, tests and the rest', 'eslint', [
    ...['--max-warnings', '0', '--ignore-pattern', 'src/**/*.{ts,tsx}', '--ignore-pattern', `!${tests}`, '.'],
  ]),
  programCheck('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']),
  floors,
  programCheck('knip (unused files, exports, packages)', 'knip', ['--no-progress']),
])
