import type { KnipConfig } from 'knip'

export default {
  entry: [
    'src/main/engine/{thread,*-worker}.ts',
    'test/renderer/gallery/{main.tsx,shoot.ts}',
    'src/renderer/preview/{pdf,pdf-worker}.ts',
    'test/support/receive-bombs.ts',
    'src/cli/main.ts',
    'scripts/*.mjs',
    'scripts/{start,test}/main.ts',
    'scripts/check/{lint,types}.ts',
    'scripts/build-reader.ts',
    'scripts/phi/*.ts',
    'scripts/phi/{context,tagger}/train.ts',
    'scripts/phi/tagger/cross-validate.ts',
    'scripts/lib/ascii-script.ts',
    'bench/{run,faults,sync-faults,audit-crashes,audit-crashes/child,flips,interop,mutations,tampering,vectors,engine/engine-child,phi/contest-worker}.ts',
    'resources/reader/src/{main,reply-page/main}.ts',
    'e2e/tour/run.ts',
    'e2e/host/{main,driver/main}.ts',
    'e2e/host/electron/*.cjs',
    'e2e/host/fixture/*',
    'e2e/**/*.spec.ts',
    '{src,test,e2e}/**/*.test.{ts,tsx}',
  ],
  project: ['{src,scripts,e2e,bench,test,resources/reader/src}/**/*.{ts,tsx,mjs,cjs}', '*.config.{ts,mjs}'],
  // Programs of the system, not of a package.
  ignoreBinaries: ['dpkg-query', 'gpg', 'gpgconf', 'openssl', 'prlimit', 'sq', 'xdg-open', 'strace'],
  // Types of packages that knip meets under another name, or in tests alone.
  ignoreDependencies: ['@types/better-sqlite3', '@types/smtp-server'],
  ignoreExportsUsedInFile: true,
  // A room says what its values are, whether or not another room names the type today.
  exclude: ['types', 'nsTypes'],
} satisfies KnipConfig
