/**
 * Exit codes that mean the same for every command (sysexits.h). Those of answers are each command's own and stay clear
 * of 1, with which Node and npm report their own failures.
 */
export const exitCodes = { usage: 64, noInput: 66, defect: 70 } as const

/** What a command is run with; tests pass their own. */
export type CommandEnvironment = {
  readonly readFile: (path: string) => Promise<Uint8Array>
  readonly readStdin: () => Promise<Uint8Array>
  /** Standard input up to its end; at a terminal one line, which isn't shown, after the prompt. */
  readonly readSecret: (prompt: string) => Promise<string>
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** The folder `resources/` of the program. */
  readonly resourcesDir: string
  /** The entry of the thread that reads attachments. */
  readonly scanWorker: URL
}

/** One word of the command line: `sealpost NAME …`. */
export type Command = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** @returns the exit code */
  readonly run: (args: readonly string[], environment: CommandEnvironment) => Promise<number>
}
