/** Switches that the browser gets, besides those of the host. */
const browserSwitches: string[] = []
let programArguments: readonly string[] = []

/** To be called once, with the arguments that came after the executable. */
export function setProgramArguments(args: readonly string[]): void {
  programArguments = args
}

/** Value of `--name=value`, '' for a bare `--name`, undefined where it wasn't given. */
export function switchValue(name: string): string | undefined {
  const given = programArguments.find((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
  return given?.slice(name.length + 3)
}

export function extraBrowserSwitches(): string[] {
  return [...browserSwitches]
}

/** Switches that would change what the host itself sets up. */
const reserved = [
  'user-data-dir',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'host-resolver-rules',
  'app',
]

export const commandLine = {
  appendSwitch: (name, value) => {
    // Playwright's loader passes its browser switches here; its list of features would replace the host's.
    if (!reserved.includes(name) && !name.endsWith('able-features')) {
      browserSwitches.push(value === undefined || value === '' ? `--${name}` : `--${name}=${value}`)
    }
  },
  hasSwitch: (name) => switchValue(name) !== undefined,
  getSwitchValue: (name) => switchValue(name) ?? '',
} satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>
