import { cruise } from 'dependency-cruiser'
import type { ICruiseResult } from 'dependency-cruiser'
import { dependencyRules } from './dependency-rules.ts'

export type ForbiddenImport = { readonly rule: string; readonly from: string; readonly to: string }

/**
 * Follows the imports of every file under `folders` (type-only imports count) and gives those that a rule of
 * dependency-rules.ts forbids.
 * @param baseDir folder that holds `src/`, absolute
 */
export async function forbiddenImports(
  baseDir: string,
  folders: readonly string[],
): Promise<ForbiddenImport[]> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir,
      ruleSet: { forbidden: dependencyRules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '/fixtures/' },
      outputType: 'json',
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  )
  const result = (typeof output === 'string' ? JSON.parse(output) : output) as ICruiseResult
  return result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}
