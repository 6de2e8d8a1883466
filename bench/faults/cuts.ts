import type { Fault, Lab } from '../../e2e/lab/index.ts'
import { retryDelaysMs } from '../../src/main/outbound/limits.ts'
import { listSubmissions } from '../../src/main/store/index.ts'
import type { LogicalMessageId } from '../../src/shared/ids.ts'
import { heldLetter } from '../../test/support/held-letter.ts'
import { openLivePractice, type LivePractice } from '../../test/support/live-practice.ts'
import { seededRandom } from '../../test/support/random.ts'
import { valueOf } from '../../test/support/store.ts'

/** A connection cut at one byte of the SMTP dialogue, above TLS, in one of its directions. */
export type Cut = { readonly side: 'client' | 'server'; readonly atByte: number }

/** Where to cut a dialogue that has so many bytes in each direction. */
export type CutPlan = (dialogue: Readonly<Record<Cut['side'], number>>) => readonly Cut[]

/** What a campaign of cuts found; the first three must be 0. */
export type CutsOutcome = {
  /** Messages that the queue calls sent and nobody has. */
  readonly wrongSent: number
  /** Messages that somebody has twice. */
  readonly duplicated: number
  /** Messages that are neither sent nor of unknown fate when the queue is at rest. */
  readonly lost: number
  readonly cuts: number
  readonly unknown: number
  readonly sentAtOnce: number
  readonly sentLater: number
}

/** Changes the campaign so that it must go wrong, to show that the count would find it. */
export type CutsSabotage = { readonly resendUnknown: boolean }

type Sent = { readonly id: LogicalMessageId; readonly messageId: string; readonly wasSentAtOnce: boolean }

/** Cuts one letter's connection at each of the given places, against the lab's submission server. */
export async function runCuts(
  lab: Lab,
  plan: CutPlan,
  sabotage: CutsSabotage = { resendUnknown: false },
): Promise<CutsOutcome> {
  const { lee } = lab.people
  const practice = await openLivePractice(lab, {
    smtp: { host: 'localhost', port: lab.faults.port, security: 'implicit' },
  })
  try {
    await practice.addColleague(lee.name, lee.address)
    const letters: Sent[] = []
    for (const cut of plan(await measure(lab, practice))) {
      const sent = await sendThrough(lab, practice, faultOf(cut))
      if (sabotage.resendUnknown) {
        await resendUnknown(practice, sent.id)
      }
      letters.push(sent)
    }
    return await count(lab, practice, letters)
  } finally {
    lab.faults.setFault('none')
    await practice.stop()
  }
}

/** Every byte of a dialogue, in both directions. */
export const everyByte: CutPlan = (dialogue) =>
  (['server', 'client'] as const).flatMap((side) =>
    Array.from({ length: dialogue[side] }, (_, index) => ({ side, atByte: index + 1 })),
  )

/** Just before the answer to the final dot is complete: the message is there, and the client isn't told. */
export const beforeLastAnswer: CutPlan = (dialogue) =>
  [25, 30].map((back) => ({ side: 'server', atByte: dialogue.server - back }))

/** How long one letter's dialogue is in each direction, in bytes. */
async function measure(lab: Lab, practice: LivePractice): Promise<Record<Cut['side'], number>> {
  await sendThrough(lab, practice, 'none')
  return lab.faults.said()
}

/** Some of them, of which a third lie where the message ends and the server answers to it. */
export function seededCuts(seed: number, number: number): CutPlan {
  return (dialogue) => {
    const random = seededRandom(seed)
    return Array.from({ length: number }, (_, index): Cut => {
      const side = index % 2 === 0 ? 'client' : 'server'
      const length = dialogue[side]
      const span = index % 3 === 0 ? Math.min(60, length) : length
      return { side, atByte: length - Math.floor(random() * span) }
    })
  }
}

function faultOf({ side, atByte }: Cut): Fault {
  return side === 'client' ? { afterClientBytes: atByte } : { afterServerBytes: atByte }
}

/** One letter: an attempt that is cut, then whatever the queue does by itself on a good line. */
async function sendThrough(lab: Lab, practice: LivePractice, fault: Fault): Promise<Sent> {
  const { logicalId } = await heldLetter(practice, {
    to: [{ name: '', address: lab.people.lee.address }],
  })
  const state = () => listSubmissions(practice.store, logicalId)[0]?.state
  lab.faults.setFault(fault)
  valueOf(practice.queue.releaseNow(logicalId))
  valueOf(await practice.queue.runDue())
  const wasSentAtOnce = state() === 'sent'
  lab.faults.setFault('none')
  practice.pass(retryDelaysMs[0] + 1)
  valueOf(await practice.queue.runDue())
  const messageId = listSubmissions(practice.store, logicalId)[0]?.messageId ?? ''
  return { id: logicalId, messageId, wasSentAtOnce }
}

async function resendUnknown(practice: LivePractice, id: LogicalMessageId): Promise<void> {
  valueOf(practice.queue.resolveUnknown(id, 'send-again'))
  valueOf(await practice.queue.runDue())
}

async function count(lab: Lab, practice: LivePractice, letters: readonly Sent[]): Promise<CutsOutcome> {
  const { lee } = lab.people
  // A letter through the same servers, behind all others: when it is there, whatever was coming has come.
  const last = await sendThrough(lab, practice, 'none')
  const arrivals = async () => {
    const ids = (await lab.mailbox(lee.address).list()).map(
      ({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw.toString('latin1'))?.[1] ?? '',
    )
    return (messageId: string) => ids.filter((id) => id === messageId).length
  }
  await practice.until(async () => (await arrivals())(last.messageId) === 1)
  const arrived = await arrivals()
  const settled = letters.map((letter) => ({
    ...letter,
    state: listSubmissions(practice.store, letter.id)[0]?.state,
    copies: arrived(letter.messageId),
  }))
  const number = (isMeant: (letter: (typeof settled)[number]) => boolean) => settled.filter(isMeant).length
  return {
    wrongSent: number(({ state, copies }) => state === 'sent' && copies === 0),
    duplicated: number(({ copies }) => copies > 1),
    lost: number(({ state }) => state !== 'sent' && state !== 'unknown'),
    cuts: letters.length,
    unknown: number(({ state }) => state === 'unknown'),
    sentAtOnce: number(({ wasSentAtOnce }) => wasSentAtOnce),
    sentLater: number(({ state, wasSentAtOnce }) => state === 'sent' && !wasSentAtOnce),
  }
}
