import type { OwnKey } from '../../../src/main/sealing/index.ts'
import type { StoredMail } from '../imap.ts'
import { compose } from './compose.ts'
import { fromPatients } from './from-patients.ts'
import { hostile } from './hostile.ts'
import { practiceLife } from './practice-life.ts'
import { protectedMail } from './protected.ts'
import { sealedLetter } from './sealed.ts'

/** Everything that lies in the practice's mailboxes when the demo starts, oldest first. */
export async function demoMail(leeKey: OwnKey, now: Date): Promise<StoredMail[]> {
  const letters = [...fromPatients, ...(await practiceLife(now)), ...hostile]
  const ordinary = await Promise.all(letters.map((letter) => compose(letter, now)))
  const mail = [...ordinary, ...(await protectedMail(leeKey, now)), await sealedLetter(now)]
  return mail.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
}
