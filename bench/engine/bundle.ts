import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')

/**
 * The engine's process bundled as the app's own build does it: run from its sources, Node's type stripping and hundreds
 * of modules would count as the engine's memory.
 *
 * @returns the file to start
 */
export async function bundleEngineChild(): Promise<string> {
  // As deep as the source, because the scan worker is found from there.
  const outDir = join(root, 'out', 'bench')
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: join(root, 'bench', 'engine', 'engine-child.ts'),
      outDir,
      emptyOutDir: true,
      rolldownOptions: { external: (id) => !id.startsWith('.') && !id.startsWith('/') },
    },
  })
  return join(outDir, 'engine-child.js')
}
