import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

/** From now on the processes that this one starts may write dumps of any size, unless they say otherwise themselves. */
export function allowCoreDumps(): void {
  execFileSync('prlimit', ['--pid', String(process.pid), '--core=unlimited:unlimited'])
}

/** Dumps in a folder, where the kernel writes them to the folder in which a process runs. */
export function coreDumpsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^core(\.\d+)?$/.test(name))
}
