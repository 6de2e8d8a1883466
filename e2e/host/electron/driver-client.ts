import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { openChannel, type Channel } from '../channel.ts'
import type { DriverProcedures, HostProcedures, LaunchOptions } from '../contract.ts'

let child: ChildProcess | undefined
let channel: Channel<DriverProcedures> | undefined
let reportLaunched: () => void
let reportFailed: (error: Error) => void
const launched = new Promise<void>((resolve, reject) => {
  reportLaunched = resolve
  reportFailed = reject
})
// Whoever needs the browser waits for it and hears of the failure there.
launched.catch(() => undefined)

/** Starts the browser driver's process, which does all work on the browser, so that none of it stalls the app's. */
export function startDriver(procedures: HostProcedures): void {
  child = fork(path.join(import.meta.dirname, '../driver/main.ts'), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  })
  channel = openChannel<DriverProcedures>(child, procedures, () => procedures.browserGone())
}

export async function launchBrowser(options: LaunchOptions): Promise<void> {
  try {
    const { version } = await connected().call('launch', options)
    Object.assign(process.versions, { chrome: version })
    reportLaunched()
  } catch (error) {
    process.stderr.write(`${String(error)}\nOn Debian and Ubuntu: apt-get install chromium\n`)
    reportFailed(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Asks the driver once the browser is there. */
export const callDriver: Channel<DriverProcedures>['call'] = async (name, input) => {
  await launched
  return connected().call(name, input)
}

/** Tells the driver, without an answer; nothing happens where the browser is gone. */
export const tellDriver: Channel<DriverProcedures>['tell'] = (name, input) => {
  void launched.then(
    () => connected().tell(name, input),
    () => undefined,
  )
}

/** Ends the browser; resolves when its process is gone. */
export async function closeBrowser(): Promise<void> {
  await channel?.call('close', undefined).catch(() => undefined)
  child?.disconnect()
}

function connected(): Channel<DriverProcedures> {
  if (channel === undefined) {
    throw new Error('The browser driver has not been started.')
  }
  return channel
}
