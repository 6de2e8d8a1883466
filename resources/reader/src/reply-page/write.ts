import type { Written } from '../../../../src/main/sealing/sealed-message/format/answer-frame.ts'
import { readReference } from '../../../../src/main/sealing/sealed-message/format/reference.ts'
import { answerBox } from '../answer-box.ts'
import { hasSubtle } from '../container.ts'
import { element } from '../dom.ts'
import type { PageOf, Settings } from '../page.ts'
import type { AnswerKey } from '../strings/answer.ts'
import type { ReplyPageKey } from '../strings/reply-page.ts'
import type { Language } from '../strings/speak.ts'

/** All that the page holds: nothing of it is secret. */
export type ReplyPageSettings = Settings & {
  /** The practice's armored OpenPGP certificate. */
  readonly certificate: string
  /** Where answers go by mail. */
  readonly address: string
  /** When the page was made; RFC 3339, UTC. */
  readonly madeAt: string
}

export type ReplyPage = PageOf<AnswerKey | ReplyPageKey> & { readonly settings: ReplyPageSettings }

/** What a person has typed so far. */
export type Typed = Written & { readonly reference: string }
export const nothingTyped: Typed = { reference: '', text: '', attachments: [] }

/**
 * The whole page: the number from the PDF, the answer, and the ways out. It asks for no passphrase, ever.
 *
 * @param speakAs shows the page in the other language, with what was typed
 */
export function writeView(
  page: ReplyPage,
  typed: Typed,
  note: 'forgotten' | undefined,
  speakAs: (language: Language, typed: Typed) => void,
): HTMLElement {
  const { say, settings } = page
  const title = element('h1', { id: 'answer', tabindex: '-1' }, say('title'))
  const other: Language = settings.language === 'en' ? 'es' : 'en'
  const language = element(
    'button',
    { id: 'language', type: 'button', class: 'quiet', lang: other },
    say('otherLanguage'),
  )
  const reference = referenceField(page, typed.reference)
  const box = hasSubtle()
    ? answerBox(page, {
        address: settings.address,
        title,
        fields: [element('p', {}, say('intro')), ...reference.parts],
        written: typed,
        areFieldsRight: () => reference.read() !== null,
        seal: async (written) => {
          const { sealPageAnswer } = await import('../answer-crypto.ts')
          const { certificate, madeAt } = settings
          return sealPageAnswer(written, reference.read() ?? '', certificate, new Date(madeAt))
        },
      })
    : null
  language.addEventListener('click', () => {
    speakAs(other, { ...(box?.written() ?? nothingTyped), reference: reference.input.value })
  })
  const cannotSeal = say(settings.phone === null ? 'cannotSeal' : 'cannotSealPhone')
  return element(
    'section',
    { class: 'column reply' },
    element(
      'div',
      { class: 'bar' },
      element('div', { class: 'initial', 'aria-hidden': 'true' }, page.initial),
      element('div', { class: 'who' }, element('p', { class: 'name' }, settings.senderLabel)),
      language,
    ),
    note !== undefined && element('p', { class: 'note attention', role: 'status' }, say(note)),
    ...(box === null ? [title, element('p', { class: 'note attention' }, cannotSeal)] : [box.element]),
    element('p', { class: 'small foot' }, say('neverAsks')),
  )
}

function referenceField({ say }: ReplyPage, value: string) {
  const input = element('input', {
    id: 'reference',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: '24',
    'aria-describedby': 'reference-hint reference-problem',
  })
  input.value = value
  const problem = element('p', { id: 'reference-problem', class: 'note stop', role: 'alert', hidden: true })
  /** Says what is wrong, and gives null, unless it is such a number. */
  const read = () => {
    const reference = readReference(input.value)
    problem.hidden = reference !== null
    if (reference === null) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
    if (reference === null) {
      problem.textContent = say('referenceWrong')
      input.focus()
      input.select()
    }
    return reference
  }
  const parts = [
    element('label', { for: 'reference' }, say('reference')),
    element('div', { class: 'field short' }, input),
    element('p', { id: 'reference-hint', class: 'small hint' }, say('referenceHint')),
    problem,
  ]
  return { input, parts, read }
}
