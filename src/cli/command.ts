/** What a command is run with; tests pass their own. */
export type CommandEnvironment = {
  readonly readFile: (path: string) => Promise<Uint8Array>
  readonly readStdin: () => Promise<Uint8Array>
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** The folder `resources/` of the program. */
  readonly resourcesDir: string
}

/** One word of the command line: `sealpost NAME …`. */
export type Command = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** @returns the exit code; 2 for wrong usage or an unreadable file */
  readonly run: (args: readonly string[], environment: CommandEnvironment) => Promise<number>
}

export const usageError = 2
