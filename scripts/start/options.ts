import { resolve } from 'node:path'

export type StartOptions = {
  /** Go straight to the demo practice. */
  readonly isDemo: boolean
  /** Where the app keeps its data, absolute; absent for the usual place. */
  readonly userDataDir: string | undefined
  /** For the app and its host, unchanged. */
  readonly passedOn: readonly string[]
}

const userDataFlag = '--user-data-dir='

/** Reads what stands after `npm start --`. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const userDataDir = args.find((arg) => arg.startsWith(userDataFlag))?.slice(userDataFlag.length)
  return {
    isDemo: args.includes('--demo'),
    userDataDir: userDataDir === undefined ? undefined : resolve(userDataDir),
    passedOn: args.filter((arg) => arg !== '--demo' && !arg.startsWith(userDataFlag)),
  }
}
