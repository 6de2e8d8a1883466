import { randomBytes } from 'node:crypto'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { makeCertificates, type Certificates } from '../../../../e2e/lab/certificates.ts'
import { patienceMs } from '../../../../e2e/lab/patience.ts'
import { takePortBlock, type PortBlock } from '../../../../e2e/lab/port-block.ts'
import { superviseServers, type Supervisor } from '../../../../e2e/lab/supervisor.ts'
import { buildExport, createAuditLog, type AuditLog } from '../../../../src/main/audit/index.ts'
import {
  createCollectorDesk,
  type CollectorDesk,
} from '../../../../src/main/engine/collector/collector-desk.ts'
import { startRsyslog, type Rsyslog } from '../../../support/rsyslog.ts'
import { noVault } from '../../../support/no-vault.ts'
import { makeTestStore, valueOf, type TestStore } from '../../../support/store.ts'
import { tempFolder } from '../../../support/vault.ts'

/** For `vi.waitFor`. */
export const patience = { timeout: patienceMs, interval: 20 }

/** The lab's certificates, for the tests of the file that calls it. */
export function useCertificates(): Certificates {
  let temp: ReturnType<typeof tempFolder>
  let certificates: Certificates

  beforeAll(async () => {
    temp = tempFolder('sealpost-certificates-')
    certificates = await makeCertificates(temp.path)
  })
  afterAll(() => temp.remove())

  return {
    get caPath() {
      return certificates.caPath
    },
    get ca() {
      return certificates.ca
    },
    get servers() {
      return certificates.servers
    },
  }
}

export type RsyslogServers = {
  /** Loopback port 1 to 15 of this file. */
  readonly port: (index: number) => number
  /** Starts a real rsyslogd, which is stopped after the last test. `name`, `client`: as of `startRsyslog` */
  readonly start: (options: { port: number; name: string; client?: string }) => Promise<Rsyslog>
}

/** Ports and a supervisor for the real collectors of the file that calls it. */
export function useRsyslogServers(certificates: Certificates): RsyslogServers {
  let temp: ReturnType<typeof tempFolder>
  let ports: PortBlock
  let directory: string
  let supervisor: Supervisor

  beforeAll(async () => {
    temp = tempFolder('sealpost-collector-')
    ports = await takePortBlock()
    directory = join(temp.path, 'rsyslog')
    supervisor = await superviseServers(directory)
  })
  afterAll(async () => {
    await supervisor.stop()
    await ports.release()
    temp.remove()
  })

  return {
    port: (index) => ports.port(index),
    start: (options) => startRsyslog(supervisor, directory, { ...options, certificates }),
  }
}

/** Lets a server of this process listen on a free loopback port, which it gives. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

export type PracticeLog = {
  readonly write: TestStore['write']
  /** As at an unlock: what was kept in the store goes on. `quietMs`: as of `sendSyslog` */
  readonly openDesk: (quietMs?: number) => CollectorDesk
  /** So many records in one commit. */
  readonly work: (records: number) => void
  /** The lines of an export of the whole log, without its manifest. */
  readonly exportedLines: () => Promise<string[]>
}

/** A practice's log of one record for each test of the file that calls it; the desks that were opened are stopped at its end. */
export function usePracticeLog(): PracticeLog {
  let test: TestStore
  let audit: AuditLog
  let desks: CollectorDesk[]

  beforeEach(() => {
    test = makeTestStore()
    desks = []
    audit = createAuditLog({
      store: test.store,
      clock: () => new Date(),
      uptimeMs: () => performance.now(),
      ...noVault,
      onAppended: () => desks.at(-1)?.noteAppended(),
    })
    test.write((tx) => audit.begin(tx, 'Dr. Rivera'))
  })
  afterEach(async () => {
    await Promise.all(desks.map((desk) => desk.stop()))
    test.dispose()
  })

  return {
    write: (change) => test.write(change),
    openDesk: (quietMs = 20) => {
      const desk = createCollectorDesk({
        store: test.store,
        audit,
        clock: () => new Date(),
        version: '1.2.3',
        onChanged: () => undefined,
        waits: { gatherMs: 5, retryMs: 20 },
        quietMs,
      })
      desks.push(desk)
      desk.start()
      return desk
    },
    work: (records) => {
      valueOf(
        test.store.transaction((tx) => {
          for (let index = 1; index < records; index += 1) {
            valueOf(
              audit.append(tx, { type: 'message.viewed', message: index, person: null, protection: 'none' }),
            )
          }
          return audit.append(tx, {
            type: 'submission.refused',
            logical: 1,
            submission: 2,
            code: 'smtp/refused',
          })
        }),
      )
    },
    exportedLines: async () => {
      const options = { format: 'jsonl', withNames: false } as const
      const { files } = await buildExport(test.store, options, new Date(), () => randomBytes(32))
      return Buffer.from(files[0]?.bytes ?? [])
        .toString('utf8')
        .split('\n')
        .slice(1, -1)
    },
  }
}
