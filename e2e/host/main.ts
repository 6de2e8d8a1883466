/** The process that Electron's own executable would be: reads its command line, then runs the app's main bundle. */
import inspector from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { locateApp } from './electron/app-paths.ts'
import { app } from './electron/app.ts'
import { BrowserWindow, closeAllWindows } from './electron/browser-window.ts'
import { setProgramArguments } from './electron/command-line.ts'
import { startDriver } from './electron/driver-client.ts'
import { hostProcedures } from './electron/host-procedures.ts'

const { preloads, args } = takePreloads(process.argv.slice(2))
setProgramArguments(args)
startDriver(hostProcedures)

process.argv.splice(1, Infinity, ...args)
Object.assign(process, { type: 'browser', defaultApp: true })
Object.assign(process.versions, { electron: '45.4.1' })

const electronUrl = import.meta.resolve('./electron/index.ts')
const electronNames = ['electron', 'electron/main', 'electron/common']
registerHooks({
  resolve: (specifier, context, next) =>
    electronNames.includes(specifier) ? { url: electronUrl, shortCircuit: true } : next(specifier, context),
})

const require = createRequire(import.meta.url)
for (const file of preloads) {
  require(file)
}
if (args.some((arg) => arg.startsWith('--inspect'))) {
  inspector.open(0, '127.0.0.1')
}

const location = locateApp(args.find((arg) => !arg.startsWith('-')) ?? '.')
app.prepare(location, {
  closeAll: closeAllWindows,
  focusFirst: () => BrowserWindow.getAllWindows()[0]?.focus(),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => app.quit())
}
await import(pathToFileURL(location.mainFile).href)
app.start()

/** Takes `-r file` out of the arguments, which is how Playwright brings its loader. */
function takePreloads(given: string[]): { preloads: string[]; args: string[] } {
  const preloads: string[] = []
  const rest: string[] = []
  for (let index = 0; index < given.length; index++) {
    const arg = given[index] ?? ''
    if (arg === '-r' || arg === '--require') {
      preloads.push(given[++index] ?? '')
    } else {
      rest.push(arg)
    }
  }
  return { preloads, args: rest }
}
