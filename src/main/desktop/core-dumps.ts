import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * A core dump would hold the keys of an unlocked vault. On Linux none is written any more of this process, of those that
 * it has started already (Electron forks its windows' processes from some that are older than this call) and of those
 * that they will start: RLIMIT_CORE becomes 0 through prlimit(1), as Node has no setrlimit(2). Should that program be
 * missing, or dumps be piped to one that ignores the limit, the kernel still leaves every memory mapping out (core(5),
 * coredump_filter). macOS and Windows write none unless an administrator switched it on.
 */
export function leaveNothingInCoreDumps(platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'linux') {
    return
  }
  for (const pid of [process.pid, ...descendantsOf(process.pid)]) {
    attempt(() => {
      writeFileSync(`/proc/${String(pid)}/coredump_filter`, '0')
    })
    attempt(() => execFileSync('prlimit', ['--pid', String(pid), '--core=0:0'], { stdio: 'ignore' }))
  }
}

function descendantsOf(pid: number): number[] {
  const children = attempt(() =>
    readdirSync(`/proc/${String(pid)}/task`).flatMap((thread) =>
      readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'utf8')
        .split(' ')
        .map(Number)
        .filter(Boolean),
    ),
  )
  return (children ?? []).flatMap((child) => [child, ...descendantsOf(child)])
}

/** Some sandboxes hide /proc, and a child may be gone by now; whoever runs the program there decides about dumps as well. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
