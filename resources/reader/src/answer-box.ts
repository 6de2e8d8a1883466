import type { Written } from '../../../src/main/sealing/sealed-message/format/answer-frame.ts'
import { element, fileSize } from './dom.ts'
import { FileList, maxAnswerBytes } from './file-list.ts'
import type { AnswerPage } from './page.ts'
import type { AnswerKey } from './strings/answer.ts'
import { waysOut } from './ways-out.ts'

export type AnswerBoxOptions = {
  /** Where the answer goes by mail. */
  readonly address: string
  /** Stands above the box, and takes the focus when the answer is sealed. */
  readonly title: HTMLElement
  /** Stands above the text, as fields of the same form. */
  readonly fields?: readonly HTMLElement[]
  /** What it begins with. */
  readonly written?: Written
  /** Looks at the other fields first; true when they are as they should be, otherwise it has said what is wrong. */
  readonly areFieldsRight?: () => boolean
  /** Gives the armored answer. Loaded when it is needed: OpenPGP.js doesn't start without Web Cryptography. */
  readonly seal: (written: Written) => Promise<string>
}

export type AnswerBox = {
  readonly element: HTMLElement
  /** What stands in it now. */
  readonly written: () => Written
}

/** The box to write in; then the ways in which the sealed answer can leave. */
export function answerBox(page: AnswerPage, options: AnswerBoxOptions): AnswerBox {
  const { say } = page
  const { title, address } = options
  const files = new FileList(page, options.written?.attachments ?? [])
  const text = element('textarea', { id: 'answer-text', 'aria-describedby': 'answer-problem' })
  text.value = options.written?.text ?? ''
  const problem = element('p', { id: 'answer-problem', class: 'note stop', role: 'alert', hidden: true })
  const sealButton = element('button', { type: 'submit', class: 'primary' }, say('seal'))
  const complain = (key: AnswerKey, values?: Record<string, string>) => {
    problem.textContent = say(key, values)
    problem.hidden = false
  }
  files.onProblem = complain
  const written = () => ({ text: text.value, attachments: files.attachments })
  const form = element(
    'form',
    { novalidate: true },
    ...(options.fields ?? []),
    element('label', { for: 'answer-text' }, say('answerLabel')),
    text,
    files.list,
    problem,
    element('div', { class: 'row' }, files.addButton, sealButton, files.input),
  )

  const sealIt = async () => {
    problem.hidden = true
    if (options.areFieldsRight?.() === false) return
    const draft = written()
    if (draft.text.trim() === '' && draft.attachments.length === 0) {
      complain('emptyAnswer')
      text.focus()
      return
    }
    if (files.sizeBytes + draft.text.length > maxAnswerBytes) {
      complain('tooLarge', { limit: fileSize(maxAnswerBytes, page.settings.language) })
      return
    }
    sealButton.disabled = true
    sealButton.textContent = say('sealing')
    try {
      const armored = await options.seal(draft)
      const ways = waysOut(page, armored, address, () => {
        ways.replaceWith(form)
        text.focus()
      })
      form.replaceWith(ways)
      title.focus()
    } catch {
      complain(page.settings.phone === null ? 'sealFailedNoPhone' : 'sealFailed')
    } finally {
      sealButton.disabled = false
      sealButton.textContent = say('seal')
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void sealIt()
  })
  const section = element('section', { class: 'answer', 'aria-labelledby': title.id }, title, form)
  return { element: section, written }
}
