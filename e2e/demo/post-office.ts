import type { ImapHost, StoredMail } from './imap.ts'
import { compose, received } from './messages/compose.ts'
import { lee, nair, okafor, office, patients, practice } from './people.ts'
import type { Person } from './people.ts'
import type { SubmittedMail } from './smtp.ts'

export type PatientMail = { readonly number: number; readonly raw: Buffer; readonly arrivedAt: Date }

export type Reply = {
  readonly from: Person
  readonly subject: string
  readonly text: string
  readonly inReplyTo?: string
  readonly attachments: readonly { readonly filename: string; readonly content: Buffer }[]
}

export type PostOffice = {
  /** Takes what the practice submitted to everyone it is for. */
  readonly deliver: (mail: SubmittedMail) => void
  /** Mail of one patient, newest first; empty for an address that is no patient's. */
  readonly mailOf: (address: string) => readonly PatientMail[]
  /** Takes a patient's ordinary mail to the practice. */
  readonly reply: (reply: Reply) => Promise<void>
  readonly onArrival: (listener: () => void) => () => void
}

/** Colleagues have mailboxes, but nobody looks into them in the demo. */
const silent = new Set([lee, nair, okafor, office].map(({ address }) => address))

const postmaster: Person = {
  name: 'Mail delivery',
  address: `postmaster@${practice.address.split('@')[1] ?? ''}`,
}

/** Carries mail between the practice and its made-up correspondents, all of it in this process. */
export function openPostOffice(imap: Pick<ImapHost, 'append'>): PostOffice {
  const boxes = new Map<string, PatientMail[]>(patients.map(({ address }) => [address, []]))
  const listeners = new Set<() => void>()

  const toPractice = (mail: StoredMail): void => {
    imap.append(mail)
  }

  const returnToSender = async (recipient: string): Promise<void> => {
    toPractice(
      await compose(
        {
          from: postmaster,
          subject: 'Not delivered: this is a demo practice',
          text: `Your message to ${recipient} was not delivered.

This is a demo practice: no mail leaves this computer. You can write to
${patients.map(({ name, address }) => `  ${name} <${address}>`).join('\n')}
and look into their mailboxes in the patient's view.
`,
          hoursAgo: 0,
        },
        new Date(),
      ),
    )
  }

  const deliverTo = (recipient: string, raw: Buffer): void => {
    const address = recipient.toLowerCase()
    if (address === practice.address) {
      toPractice(received(raw, { from: practice, hoursAgo: 0 }, new Date()))
      return
    }
    const box = boxes.get(address)
    if (box !== undefined) {
      box.unshift({ number: box.length + 1, raw, arrivedAt: new Date() })
      for (const listener of listeners) listener()
      return
    }
    if (!silent.has(address)) void returnToSender(recipient)
  }

  return {
    deliver: ({ recipients, raw }) => {
      for (const recipient of recipients) deliverTo(recipient, raw)
    },
    mailOf: (address) => boxes.get(address) ?? [],
    reply: async (reply) => {
      toPractice(await compose({ ...reply, hoursAgo: 0 }, new Date()))
    },
    onArrival: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
