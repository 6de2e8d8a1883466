import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  derivePassphraseKey,
  loadPdfFonts,
  loadReaderAssets,
  readTrustAnchors,
  seal,
} from '../../../src/main/sealing/index.ts'
import type { StoredMail } from '../imap.ts'
import { nair, practice } from '../people.ts'
import { messageIdOf, received } from './compose.ts'

const resources = join(import.meta.dirname, '..', '..', '..', 'resources')
const hourMs = 60 * 60 * 1000
const hoursAgo = 4.2

/** What Priya told over the phone; the patients' view shows it as the note that lies on the desk. */
export const notedPassphrase = 'maple lamp river oak olive cup'

/** A sealed message to the practice, from a colleague who uses Sealpost too. */
export async function sealedLetter(now: Date): Promise<StoredMail> {
  const sentAt = new Date(now.getTime() - hoursAgo * hourMs)
  const subject = 'A patient we share'
  const [passphraseKey, reader, fonts] = await Promise.all([
    derivePassphraseKey(notedPassphrase, randomBytes(16)),
    loadReaderAssets(join(resources, 'reader')),
    loadPdfFonts(join(resources, 'fonts')),
  ])
  const trust = () => ({ anchors: readTrustAnchors([]), now: sentAt })
  const sealed = await seal(
    {
      method: 'sealed-message',
      content: {
        subject,
        sentAt: sentAt.toISOString(),
        fromName: nair.name,
        language: 'en',
        text: `Dear Elena,

D. has asked me for couple sessions with his wife. Would that help what the two of you are doing, or disturb it? He knows that I ask you, and agrees.

Priya
`,
        attachments: [],
      },
      outer: {
        from: nair,
        to: [practice],
        cc: [],
        date: sentAt.toISOString(),
        messageId: messageIdOf(nair, subject),
        inReplyTo: null,
        references: [],
      },
      envelope: { from: nair.address, to: [practice.address] },
      cover: { language: 'en', senderLabel: 'Priya Nair', phone: '(555) 010-0188' },
      passphrase: notedPassphrase,
      passphraseKey,
      passphraseOrigin: 'generated',
      replyPage: null,
      forms: 'both',
    },
    { macKey: randomBytes(32), now: sentAt, reader, fonts, trust },
  )
  if (!sealed.ok) throw new Error(`The demo could not seal: ${sealed.error.code}`)
  return received(Buffer.from(sealed.value.raw), { from: nair, hoursAgo }, now)
}
