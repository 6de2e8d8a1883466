import type { ImapFlow } from 'imapflow'
import { fail, ok } from '../../../shared/result.ts'
import type { MailCredentials } from '../credentials.ts'
import { transportLimits } from '../limits.ts'
import { changingCalls } from './changing.ts'
import { forwardEvents } from './events.ts'
import { mailboxCalls } from './mailboxes.ts'
import { readingCalls } from './reading.ts'
import { createRunner } from './runner.ts'
import type { ImapCapabilities, ImapSession } from './types.ts'

/** Wraps a connected client: every answer a value of ours, every error a code of ours. */
export function createSession(
  client: ImapFlow,
  credentials: MailCredentials,
  asksToCompress: boolean,
): ImapSession {
  const events = forwardEvents(client)
  const capabilities = capabilitiesOf(client)
  const runner = createRunner(client, credentials)
  return {
    capabilities,
    isCompressed: asksToCompress && capabilities.compress,
    onEvent: events.subscribe,
    ...mailboxCalls(runner),
    ...readingCalls(runner, capabilities, events),
    ...changingCalls(runner, capabilities),
    idle: async (signal) => {
      if (signal.aborted) return ok(undefined)
      // Any command ends IDLE; NOOP is the one that does nothing else.
      const stop = (): void => void client.noop().catch(() => undefined)
      signal.addEventListener('abort', stop, { once: true })
      try {
        const result = await runner.run(() => client.idle())
        if (!result.ok) return result
        if (result.value === false) return runner.refusedOrLost()
        return runner.isConnected() ? ok(undefined) : fail('host/connection-lost')
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    close: async ({ atOnce = false } = {}) => {
      events.closing()
      if (runner.isConnected() && !atOnce) await logOut(client)
      client.close()
    },
  }
}

async function logOut(client: ImapFlow): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, transportLimits.logoutTimeoutMs)
  })
  await Promise.race([client.logout().catch(() => undefined), patience])
  clearTimeout(timer)
}

function capabilitiesOf(client: ImapFlow): ImapCapabilities {
  const has = (name: string): boolean => client.capabilities.has(name)
  // IMAP4rev2 takes these into the base protocol (RFC 9051 appendix E).
  const isRev2 = client.enabled.has('IMAP4REV2') || (has('IMAP4rev2') && !has('IMAP4rev1'))
  const appendLimit = client.capabilities.get('APPENDLIMIT')
  return {
    condstore: client.enabled.has('CONDSTORE'),
    qresync: client.enabled.has('QRESYNC'),
    compress: has('COMPRESS=DEFLATE'),
    idle: isRev2 || has('IDLE'),
    move: isRev2 || has('MOVE'),
    uidPlus: isRev2 || has('UIDPLUS'),
    appendLimit: typeof appendLimit === 'number' ? appendLimit : null,
  }
}
