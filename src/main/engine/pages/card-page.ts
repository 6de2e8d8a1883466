import type { Practice } from '../../../shared/contract/index.ts'
import { escapeHtml } from '../../mime/index.ts'
import { printLayout, wordList } from './print-layout.ts'

type Card = { readonly words: readonly string[]; readonly card: number }

/** The card that a patient takes home: the words, and whom to call. It names neither the patient nor a specialty. */
export function cardPage({ words, card }: Card, practice: Practice): string {
  const sender = practice.outsideName === '' ? practice.clinicianName : practice.outsideName
  const call = practice.phone === '' ? '' : `<p>Lost it? Call ${escapeHtml(practice.phone)}.</p>`
  return printLayout(
    `Passphrase for messages from ${sender}`,
    `<p>Card ${String(card)}</p>
${wordList(words)}
<p class="note">Type the six words in this order. Capital letters make no difference.
Keep this card away from your phone and computer, and never send the words by mail.</p>
${call}`,
  )
}
