import { writeFileSync } from 'node:fs'

/**
 * A core dump would hold the keys of an unlocked vault. Node offers no setrlimit(2); on Linux this tells the kernel to
 * leave every memory mapping out of a dump of this process and of those that it starts (core(5), coredump_filter).
 * macOS and Windows write none unless an administrator switched it on.
 */
export function leaveNothingInCoreDumps(platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'linux') {
    return
  }
  try {
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // Some sandboxes hide /proc; whoever runs one there decides about dumps as well.
  }
}
