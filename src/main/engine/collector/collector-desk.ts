import type {
  CollectorAddress,
  CollectorCertificate,
  CollectorState,
} from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { syslogTrial, type AuditEvent, type AuditTrail } from '../../audit/index.ts'
import { auditHead, type Store } from '../../store/index.ts'
import { createPinnedTlsPolicy, createTlsPolicy, sendSyslog, type TlsPolicy } from '../../transport/index.ts'
import { readCollectorCertificate } from './certificate.ts'
import { createForwarder, type ForwarderWaits } from './forwarder.ts'
import {
  beginning,
  readCollector,
  readPosition,
  saveCollector,
  savePosition,
  type Collector,
} from './notes.ts'

export interface CollectorDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  /** Of this program. */
  readonly version: string
  readonly onChanged: () => void
  readonly waits?: ForwarderWaits
  /** As of `sendSyslog`. */
  readonly quietMs?: number
}

/** The practice's own collector of activity logs, and what it has of this one (docs/adr/0048). */
export interface CollectorDesk {
  state(): CollectorState
  /** Errors: `collector/not-a-certificate`. */
  readCertificate(file: Uint8Array): Result<CollectorCertificate>
  /** Errors: `collector/*`. */
  test(address: CollectorAddress): Promise<Result<void>>
  /** Errors: `collector/not-a-certificate`, of the audit log. */
  set(address: CollectorAddress): Result<void>
  end(): Result<void>
  /** A record was added. */
  noteAppended(): void
  start(): void
  stop(): Promise<void>
}

export function createCollectorDesk(deps: CollectorDeskDeps): CollectorDesk {
  const { store, audit, clock, version, onChanged, quietMs } = deps
  const over = new AbortController()
  const forwarder = createForwarder({
    ...deps,
    send: hand,
  })

  function hand(
    collector: Collector,
    messages: readonly Uint8Array[],
    signal: AbortSignal,
  ): Promise<Result<void>> {
    return sendSyslog(collector, messages, { policy: policyFor(collector), signal, quietMs })
  }

  /** The event and what is remembered, in one commit; then it counts at once. */
  function change(event: AuditEvent, collector: Collector | null): Result<void> {
    const changed = store.transaction((tx) => {
      saveCollector(tx, collector, clock().getTime())
      // Another has nothing yet; set again, the same one gets everything again.
      savePosition(tx, beginning)
      return audit.append(tx, event)
    })
    if (changed.ok) forwarder.restart()
    onChanged()
    return changed
  }

  function isInForce({ host, port, certificate }: CollectorAddress): boolean {
    const known = readCollector(store)
    return known?.host === host && known.port === port && known.certificate === certificate
  }

  return {
    state: () => {
      const collector = readCollector(store)
      if (collector === null) return { collector, waiting: 0, isSending: false, sentAt: null, failure: null }
      const { seq, at } = readPosition(store)
      const failure = forwarder.failure()
      return {
        collector: { ...collector, certificate: describe(collector.certificate) },
        waiting: Math.max(0, (auditHead(store)?.seq ?? 0) - seq),
        isSending: forwarder.isSending(),
        sentAt: at === null ? null : new Date(at).toISOString(),
        failure: failure === null ? null : { code: failure.code, detail: { ...failure.detail } },
      }
    },

    readCertificate: readCollectorCertificate,

    test: async (address) => {
      if (isUnreadable(address)) return fail('collector/not-a-certificate')
      const trial = syslogTrial(clock(), version)
      const tried = await hand(address, [trial], over.signal)
      // What waits for its next try needn't, now that it is known to work.
      if (tried.ok && forwarder.failure() !== null && isInForce(address)) forwarder.restart()
      return tried
    },

    set: (address) => {
      if (isUnreadable(address)) return fail('collector/not-a-certificate')
      const { host, port, certificate } = address
      const pinned = describe(certificate)?.fingerprint ?? null
      return change({ type: 'collector.set', host, port, certificate: pinned }, { host, port, certificate })
    },

    end: () => {
      const collector = readCollector(store)
      return collector === null
        ? ok(undefined)
        : change({ type: 'collector.ended', host: collector.host, port: collector.port }, null)
    },

    noteAppended: forwarder.noteAppended,
    start: forwarder.restart,
    stop: async () => {
      over.abort()
      await forwarder.stop()
    },
  }
}

function policyFor({ certificate }: Collector): TlsPolicy {
  return certificate === null ? createTlsPolicy({ extraRoots: [] }) : createPinnedTlsPolicy(certificate)
}

function describe(pem: string | null): CollectorCertificate | null {
  const read = pem === null ? null : readCollectorCertificate(Buffer.from(pem))
  return read?.ok === true ? read.value : null
}

function isUnreadable({ certificate }: CollectorAddress): boolean {
  return certificate !== null && describe(certificate) === null
}
