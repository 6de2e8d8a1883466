import { readFile, truncate, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Certificates } from '../../e2e/lab/certificates.ts'
import type { Supervisor } from '../../e2e/lab/supervisor.ts'
import { patienceMs } from '../../e2e/lab/patience.ts'

/** What a collector wrote down of one message. */
export type Collected = {
  readonly priority: string
  readonly app: string
  readonly type: string
  readonly data: string
  readonly text: string
}

export type Rsyslog = {
  /** All that it has written so far. */
  collected(): Promise<Collected[]>
  /** What comes from now on is all that there is. */
  forget(): Promise<void>
  /** As a crash ends it. */
  kill(): Promise<void>
}

const separator = '\u001f'
const properties = ['pri', 'app-name', 'msgid', 'structured-data', 'msg']

/**
 * A real rsyslogd that takes syslog over TLS alone on loopback `port`; what it takes is in a file in `directory`.
 *
 * @param options `client`: name in the certificate that a client must show; null: none must
 */
export async function startRsyslog(
  supervisor: Supervisor,
  directory: string,
  {
    port,
    certificates,
    name,
    client = null,
  }: { port: number; certificates: Certificates; name: string; client?: string | null },
): Promise<Rsyslog> {
  const file = join(directory, 'collected.txt')
  const configPath = join(directory, `${name}.conf`)
  const { certPath, keyPath } = certificates.servers.good
  await writeFile(
    configPath,
    [
      `global(workDirectory="${directory}" maxMessageSize="64k" defaultNetstreamDriver="gtls"`,
      `  defaultNetstreamDriverCAFile="${certificates.caPath}"`,
      `  defaultNetstreamDriverCertFile="${certPath}" defaultNetstreamDriverKeyFile="${keyPath}")`,
      'module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" ' +
        (client === null
          ? 'streamDriver.authMode="anon")'
          : `streamDriver.authMode="x509/name" permittedPeer=["${client}"])`),
      `template(name="parts" type="string" string="${properties.map((one) => `%${one}%`).join(separator)}\\n")`,
      `input(type="imtcp" port="${String(port)}" address="127.0.0.1")`,
      `action(type="omfile" file="${file}" template="parts")`,
      '',
    ].join('\n'),
  )
  const { logPath } = await supervisor.start(name, 'rsyslogd', ['-n', '-iNONE', '-f', configPath])
  await waitFor(
    async () => ((await listens(port)) ? true : null),
    () => readFile(logPath, 'utf8'),
  )
  return {
    collected: async () => {
      const text = await readFile(file, 'utf8').catch(() => '')
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => {
          const [priority = '', app = '', type = '', data = '', message = ''] = line.split(separator)
          return { priority, app, type, data, text: message }
        })
    },
    forget: () => truncate(file, 0).catch(() => undefined),
    kill: async () => {
      process.kill(Number(await readFile(join(directory, 'pids', name), 'utf8')), 'SIGKILL')
      await waitFor(
        async () => ((await listens(port)) ? null : true),
        () => Promise.resolve('it still listens'),
      )
    },
  }
}

async function waitFor(look: () => Promise<true | null>, why: () => Promise<string>): Promise<void> {
  const deadline = Date.now() + patienceMs
  while ((await look()) === null) {
    if (Date.now() > deadline) throw new Error((await why()).slice(-2000))
    await delay(20)
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}
