import type { Linter } from 'eslint'
import { explainedDisable, gateRule } from './gate-rules.ts'
import { gates } from './gates.ts'

const plugin = {
  rules: {
    'explained-disable': explainedDisable,
    ...Object.fromEntries(Object.entries(gates).map(([name, gate]) => [name, gateRule(gate)])),
  },
}

/** ESLint configuration in which every gate is on for its files and off for the files that are the gate. */
export const gateConfig: Linter.Config[] = [
  { plugins: { gate: plugin }, rules: { 'gate/explained-disable': 'error' } },
  ...Object.entries(gates).map(([name, gate]): Linter.Config => ({
    name: `gate/${name}`,
    files: [...gate.within],
    ignores: [...gate.except],
    rules: { [`gate/${name}`]: 'error' },
  })),
]
