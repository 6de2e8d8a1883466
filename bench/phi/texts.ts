import { readOwnTexts, readSet } from '../../scripts/phi/own-texts.ts'

/** A pseudo-random sequence, the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

/** Clinical prose in which no paragraph occurs twice: remembered paragraphs would flatter the figure. */
export function clinicalProse(size: number): string {
  const next = sequence(7)
  const sentences = [
    ...readSet('health-sections'),
    ...readOwnTexts('notes'),
    ...readOwnTexts('mail'),
  ].flatMap(({ text }) => text.split(/(?<=\.)\s+/))
  const paragraphs: string[] = []
  for (let length = 0; length < size;) {
    const chosen = Array.from({ length: 8 }, () => sentences[Math.floor(next() * sentences.length)] ?? '')
    const paragraph = chosen.join(' ')
    paragraphs.push(paragraph)
    length += paragraph.length + 2
  }
  return paragraphs.join('\n\n').slice(0, size)
}

/** Forms and letters full of identifiers, each once: the worst that an ordinary practice sends. */
export function denseForms(size: number): string {
  return [...readSet('forms'), ...readSet('clinical')]
    .map(({ text }) => text)
    .join('\n\n')
    .slice(0, size)
}

/** A draft after each keystroke of a sentence typed in its middle. */
export function typedDrafts(size: number, keystrokes: number): string[] {
  const draft = clinicalProse(size)
  const typed = 'Maria called about her next appointment on March 3. '.repeat(Math.ceil(keystrokes / 50))
  return Array.from(
    { length: keystrokes },
    (_, length) => draft.slice(0, size / 2) + typed.slice(0, length) + draft.slice(size / 2),
  )
}
