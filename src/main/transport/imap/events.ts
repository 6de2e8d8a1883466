import type { ImapFlow } from 'imapflow'
import { connectionErrorCode } from '../connection-errors.ts'
import type { MailboxEvent } from './types.ts'

type Listener = (event: MailboxEvent) => void

export type EventForwarder = {
  readonly subscribe: (listener: Listener) => () => void
  /** Says that this side is about to close, so that the end of the connection is no failure. */
  readonly closing: () => void
}

/** Turns imapflow's events into ours. */
export function forwardEvents(client: ImapFlow): EventForwarder {
  const listeners = new Set<Listener>()
  let isClosing = false
  let lastError: unknown = null
  const send = (event: MailboxEvent): void => {
    for (const listener of listeners) listener(event)
  }
  client.on('exists', ({ path, count }) => send({ kind: 'exists', path, count }))
  client.on('expunge', (event) => send({ kind: 'expunge', path: event.path, uid: event.uid ?? null }))
  client.on('flags', ({ path, uid, flags }) => {
    send({ kind: 'flags', path, uid: uid ?? null, flags })
  })
  client.on('error', (error) => {
    lastError = error
  })
  client.on('close', () => {
    const code = connectionErrorCode(lastError) ?? 'host/connection-lost'
    send({ kind: 'closed', error: isClosing ? null : { code } })
  })
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    closing: () => {
      isClosing = true
    },
  }
}
