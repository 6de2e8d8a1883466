import { spawn } from 'node:child_process'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { patienceMs } from './patience.ts'

/**
 * Waits on its standard input, which only this process holds open: it ends when the process ends, also by SIGKILL.
 * Then every recorded process group is killed (nothing in a lab is worth an orderly end) and the directory removed.
 * One way of tearing down, always taken.
 */
const watchdogScript = `
cat >/dev/null
# Postfix's master leaves the group of the command that started it; it writes down its own.
groups=$(cat "$1"/pids/* "$1"/postfix/spool/pid/master.pid 2>/dev/null)
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
# A process that was killed in the middle of a write may leave one more file behind the first sweep.
rm -rf "$1" 2>/dev/null || { sleep 0.1; rm -rf "$1"; }
`

export type Supervisor = {
  /** Starts a server in its own process group; its output goes to `<name>.log` in the lab's directory. */
  readonly start: (
    name: string,
    command: string,
    args: readonly string[],
  ) => Promise<{ readonly logPath: string }>
  /** Stops every server and removes the directory. */
  readonly stop: () => Promise<void>
}

/** Watches over the servers that live in `directory`, which it removes in the end. */
export async function superviseServers(directory: string): Promise<Supervisor> {
  await mkdir(join(directory, 'pids'), { recursive: true })
  const watchdog = spawn('/bin/sh', ['-c', watchdogScript, 'lab-watchdog', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  const gone = new Promise<void>((resolve) => watchdog.once('exit', () => resolve()))
  return {
    start: async (name, command, args) => {
      const logPath = join(directory, `${name}.log`)
      const log = await open(logPath, 'a')
      try {
        const child = spawn(command, args, { detached: true, stdio: ['ignore', log.fd, log.fd] })
        const failed = new Promise<never>((_, reject) => child.once('error', reject))
        const started = new Promise<number>((resolve) => {
          child.once('spawn', () => {
            if (child.pid !== undefined) resolve(child.pid)
          })
        })
        const pid = await Promise.race([started, failed])
        await writeFile(join(directory, 'pids', name), `${pid}\n`)
        child.unref()
        return { logPath }
      } finally {
        await log.close()
      }
    },
    stop: async () => {
      watchdog.ref()
      watchdog.stdin.end()
      await gone
    },
  }
}

/**
 * Resolves when a server on loopback `port` greets (sends its first bytes). Rejects after `patienceMs` with the end of the
 * server's own output, found in `logPath`.
 */
export async function waitForGreeting(port: number, logPath: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    if (await greets(port)) return
    await delay(20)
  }
  throw new Error(`nothing answers on port ${port}: ${(await readFile(logPath, 'utf8')).slice(-2_000)}`)
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    const finish = (answer: boolean) => (): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(2_000, finish(false))
    socket.once('data', finish(true))
    socket.once('error', finish(false))
    socket.once('close', finish(false))
  })
}
