import { ok, type Result } from '../../shared/result.ts'
import { readPractice, savePractice } from '../practice/index.ts'
import type { DemoOffer } from './host-api.ts'
import type { Session } from './session-type.ts'

/** The demo holds made-up people only; its passphrase is shown wherever it is asked for. */
export const demoPassphrase = 'able acorn acid demo practice vault only'

/** Sets up the demo practice's account as a person would, against the servers that the start script runs. */
export async function setUpDemo(session: Session, offer: DemoOffer, now: Date): Promise<Result<void>> {
  const added = await session.accounts.add({
    name: offer.name,
    address: offer.address,
    userName: offer.userName,
    providerId: 'generic',
    imap: { ...offer.imap, security: 'implicit' },
    smtp: { ...offer.smtp, security: 'implicit' },
    signIn: { kind: 'password', password: offer.password },
  })
  if (!added.ok) {
    return added
  }
  const saved = session.store.transaction((tx) => {
    savePractice(
      tx,
      {
        ...readPractice(tx),
        practiceName: 'Hope Practice',
        clinicianName: offer.name,
        outsideName: offer.name,
        phone: '(555) 010-0100',
        signature: `${offer.name}\nHope Practice\n(555) 010-0100`,
      },
      now.getTime(),
    )
    return ok(undefined)
  })
  for (const { address, ...person } of offer.people) {
    const known = session.directory.add(
      {
        ...person,
        addresses: [address],
        nicknames: [],
        recordNumber: null,
        phones: [],
        agreedToEmailOn: person.kind === 'patient' ? now.toISOString().slice(0, 10) : null,
      },
      true,
    )
    if (!known.ok) {
      return known
    }
  }
  // Nobody recovers a demo; without a kit the first message would ask for one.
  const kit = session.kit.make()
  const confirmed = session.kit.confirm({
    checkCode: kit.checkCode,
    words: kit.words.slice(0, 2).map((word, index) => ({ number: index + 1, word })),
  })
  if (!confirmed.ok) {
    return confirmed
  }
  session.inbound.start()
  return saved
}
