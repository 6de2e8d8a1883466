import type { ImapFlow } from 'imapflow'
import { transportLimits } from '../limits.ts'

/** What imapflow keeps to itself: how it takes commands, finds who hears an untagged answer, and reads literals. */
type Inside = {
  exec: (...command: unknown[]) => Promise<unknown>
  getUntaggedHandler: (...answer: unknown[]) => unknown
  /** A new one after STARTTLS and COMPRESS. */
  readonly streamer?: { readonly literalWaiting: number }
}

/**
 * Ends a connection whose server never comes to the end: untagged answers to one command without number or measure
 * (`host/protocol-violation`), or a literal that stops before its length (`host/timeout`), for which imapflow waits as long
 * as for a line that is merely silent.
 */
export function boundAnswers(client: ImapFlow, silenceMs: number = transportLimits.literalSilenceMs): void {
  boundUntagged(client)
  boundLiterals(client, silenceMs)
}

function boundUntagged(client: ImapFlow): void {
  const inside = client as unknown as Inside
  const exec = inside.exec.bind(client)
  const handlerOf = inside.getUntaggedHandler.bind(client)
  let answers = 0
  let before = 0
  inside.exec = (...command) => {
    answers = 0
    before = client.stats().received
    return exec(...command)
  }
  inside.getUntaggedHandler = (...answer) => {
    answers += 1
    if (answers > mostAnswers(client) || client.stats().received - before > transportLimits.answeredBytes) {
      end(client, 'more is answered than was asked for', 'InvalidResponse')
    }
    return handlerOf(...answer)
  }
}

/** As many as a command about every message takes several times over; a server may lie about how many there are. */
function mostAnswers({ mailbox }: ImapFlow): number {
  const { untaggedAnswers, countedMessages } = transportLimits
  return untaggedAnswers + 4 * Math.min(mailbox === false ? 0 : mailbox.exists, countedMessages)
}

function boundLiterals(client: ImapFlow, silenceMs: number): void {
  const inside = client as unknown as Inside
  let waiting = 0
  const timer = setInterval(() => {
    const now = inside.streamer?.literalWaiting ?? 0
    if (now > 0 && now === waiting) end(client, 'a literal is shorter than announced', 'ETIMEOUT')
    waiting = now
  }, silenceMs)
  timer.unref()
  client.on('close', () => {
    clearInterval(timer)
  })
}

function end(client: ImapFlow, message: string, code: string): void {
  client.emit('error', Object.assign(new Error(message), { code }))
  client.close()
}
