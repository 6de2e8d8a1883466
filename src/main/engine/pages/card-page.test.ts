import { describe, expect, it } from 'vitest'
import { cardPage } from './card-page.ts'

const cover = { language: 'en', senderLabel: 'Dr. Rivera', phone: '(555) 010-0100' } as const
const words = ['amber', 'kite', 'novel', 'river', 'stone', 'upper']

describe('the printed card', () => {
  it('has its number, the words in order, and whom to call', () => {
    const page = cardPage({ origin: 'generated', words, card: 2 }, cover)
    const text = page.slice(page.indexOf('<body>')).replaceAll(/<[^>]*>/g, ' ')
    expect(text).toContain('Passphrase for messages from Dr. Rivera')
    expect(text).toContain('Card 2')
    expect(text.replaceAll(/\s+/g, ' ')).toContain('1 amber 2 kite 3 novel 4 river 5 stone 6 upper')
    expect(text).toContain('Lost it? Call (555) 010-0100.')
  })

  it('in Spanish for those who get Spanish mail', () => {
    const page = cardPage({ origin: 'generated', words, card: 1 }, { ...cover, language: 'es' })
    expect(page).toContain('<html lang="es">')
    expect(page).toContain('Tarjeta 1')
    expect(page).toContain('¿La perdió? Llame al (555) 010-0100.')
  })

  it('names nobody to call where no number is set, and shows typed words as one line, as text', () => {
    const typed = { origin: 'typed', words: ['Violet <harbor> & quilt'], card: 1 } as const
    const page = cardPage({ ...typed, words: [...typed.words] }, { ...cover, phone: null })
    expect(page).not.toContain('Lost it?')
    expect(page).not.toContain('six words')
    expect(page).toContain('<p class="phrase">Violet &lt;harbor&gt; &amp; quilt</p>')
  })

  it('has no code to scan, no picture and no link', () => {
    const page = cardPage({ origin: 'generated', words, card: 1 }, cover)
    expect(page).not.toMatch(/<(svg|img|canvas|a|script)\b|url\(/)
  })
})
