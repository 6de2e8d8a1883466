import eslint from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { gateConfig } from './scripts/lint/gate-config.ts'

const tests = ['**/*.{test,spec}.{ts,tsx}', 'test/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts']
/** Lists, not code: their length says nothing about how hard they are to read. */
const dataTables = ['src/**/data/**', 'src/**/*.data.ts', 'src/**/i18n/**', 'src/shared/contract/**']

/** Files that vitest.config.ts runs together share modules: another module in one's place would reach them all. */
const mocks = ['mock', 'doMock', 'resetModules'].map((property) => ({
  object: 'vi',
  property,
  message: 'Name the file *.alone.test.ts.',
}))

export default defineConfig(
  {
    ignores: [
      'out/',
      'dist/',
      '.cache/',
      'docs/',
      'test/data/',
      'resources/reader/built/',
      'test-results/',
      'playwright-report/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      complexity: ['error', 25],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 4],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-control-regex': 'off',
      'no-eval': 'error',
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'no-param-reassign': 'error',
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Rooms are objects of closures: their methods need no `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  gateConfig,
  { files: ['src/renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  { files: ['src/cli/**', 'scripts/**', 'e2e/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'no-restricted-properties': ['error', ...mocks],
    },
  },
  { files: ['{src,test/unit}/**/*.alone.test.{ts,tsx}'], rules: { 'no-restricted-properties': 'off' } },
  // A JSDoc cast, the only one in JavaScript, is not in the tree that these rules see.
  { files: ['**/*.mjs'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  // It is handed to auditors as it stands: JavaScript without types.
  {
    files: ['resources/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  { files: dataTables, rules: { 'max-lines': 'off' } },
)
