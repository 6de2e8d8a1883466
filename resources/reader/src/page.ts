import type { AnswerKey } from './strings/answer.ts'
import type { MessageKey } from './strings/message.ts'
import type { Language, Say } from './strings/speak.ts'

/** What stands on the page for everybody to read. */
export type Settings = {
  readonly language: Language
  readonly senderLabel: string
  readonly phone: string | null
}

/** What every part of a page needs. */
export type PageOf<Key extends string> = {
  readonly settings: Settings
  readonly say: Say<Key>
  /** One letter for the round mark. */
  readonly initial: string
}

/** The page that holds a message. */
export type Page = PageOf<AnswerKey | MessageKey>
/** What the box to answer in needs of any page. */
export type AnswerPage = PageOf<AnswerKey>

/** What the file holds as JSON beside the script. */
export function readSettings<Kind extends Settings>(): Kind {
  return JSON.parse(document.getElementById('settings')?.textContent ?? '') as Kind
}

/** What fills the braces of any text. */
export function commonValues({ senderLabel, phone }: Settings) {
  return { sender: senderLabel, phone: phone ?? '' }
}

/** "Dr. Rivera" gives R: titles end with a full stop. */
export function initialOf(label: string): string {
  const words = label.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const name = words.find((word) => !word.endsWith('.')) ?? words[0] ?? ''
  return [...name][0]?.toUpperCase() ?? '·'
}
