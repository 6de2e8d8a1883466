import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pdfData } from './scripts/lib/pdf-data-plugin.ts'

const root = import.meta.dirname
/** Source maps hold the whole source: never in a build that could become a package, unless asked for. */
const sourcemap = process.env['SEALPOST_SOURCE_MAPS'] === '1'

/** Every `src/main/engine/*-worker.ts` is a worker thread of its own, and a bundle of that name. */
const workers = Object.fromEntries(
  globSync(join(root, 'src/main/engine/*-worker.ts')).map((file) => [basename(file, '.ts'), file]),
)

export default defineConfig({
  main: {
    build: {
      sourcemap,
      rolldownOptions: {
        input: {
          index: join(root, 'src/main/index.ts'),
          engine: join(root, 'src/main/engine/thread.ts'),
          ...workers,
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      sourcemap,
      // A sandboxed preload is one CommonJS file: it can't load others.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src/renderer'),
    plugins: [react()],
    worker: { format: 'iife', plugins: () => [pdfData()] },
    build: {
      sourcemap,
      rolldownOptions: {
        input: {
          index: join(root, 'src/renderer/index.html'),
          // The one script of the frame that shows a PDF; its policy names this file.
          pdf: join(root, 'src/renderer/preview/pdf.ts'),
        },
        output: {
          entryFileNames: ({ name }) => (name === 'pdf' ? 'preview/pdf.js' : 'assets/[name]-[hash].js'),
        },
      },
      // The page's policy allows neither inline scripts nor data: addresses for code and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: true,
      reportCompressedSize: false,
      // One local file; nothing is fetched over a network.
      chunkSizeWarningLimit: 4000,
    },
  },
})
