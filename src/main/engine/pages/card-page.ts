import type { Practice, Tellable } from '../../../shared/contract/index.ts'
import { escapeHtml } from '../../mime/index.ts'
import type { Cover } from '../../sealing/index.ts'
import { printLayout, wordList } from './print-layout.ts'

type Card = Tellable & { readonly card: number }

const texts = {
  en: {
    title: (sender: string) => `Passphrase for messages from ${sender}`,
    card: (number: number) => `Card ${String(number)}`,
    generated: 'Type the six words in this order. Capital letters make no difference.',
    typed: 'Type all of it. Capital letters, and hyphens in place of spaces, make no difference.',
    keep: 'Keep this card away from your phone and computer, and never send the words by mail.',
    lost: (phone: string) => `Lost it? Call ${phone}.`,
  },
  es: {
    title: (sender: string) => `Frase clave para los mensajes de ${sender}`,
    card: (number: number) => `Tarjeta ${String(number)}`,
    generated: 'Escriba las seis palabras en este orden. Las mayúsculas no importan.',
    typed: 'Escríbala completa. No importan las mayúsculas, ni los guiones en lugar de espacios.',
    keep: 'Guarde esta tarjeta lejos de su teléfono y de su computadora, y nunca envíe las palabras por correo.',
    lost: (phone: string) => `¿La perdió? Llame al ${phone}.`,
  },
} as const satisfies Record<Practice['language'], unknown>

/**
 * The card that a patient takes home: its number, the words, and whom to call, in the language of the cover mail, which
 * may name the number. It names neither the patient nor a specialty, and has no code to scan.
 */
export function cardPage({ origin, words, card }: Card, { language, senderLabel, phone }: Cover): string {
  const text = texts[language]
  const shown = origin === 'typed' ? `<p class="phrase">${escapeHtml(words.join(' '))}</p>` : wordList(words)
  return printLayout(
    text.title(senderLabel),
    `<p>${text.card(card)}</p>
${shown}
<p class="note">${text[origin]}
${text.keep}</p>
${phone === null ? '' : `<p>${escapeHtml(text.lost(phone))}</p>`}`,
    language,
  )
}
