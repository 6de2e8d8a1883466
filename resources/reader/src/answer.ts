import type {
  ReplyMeans,
  SealedAttachment,
  SealedContent,
} from '../../../src/main/sealing/sealed-message/format/content.ts'
import { hasSubtle } from './container.ts'
import { element, fileSize } from './dom.ts'
import type { Page } from './main.ts'
import type { Key } from './strings.ts'
import { waysOut } from './ways-out.ts'

/** What mail hosts commonly take is 20 MB, of which base64 leaves 14. */
const maxAnswerBytes = 14_000_000

/** The box to write in; then the ways in which the sealed answer can leave. */
export function answerView(
  page: Page,
  content: SealedContent,
  containerId: Uint8Array,
  reply: ReplyMeans,
): HTMLElement {
  const { say } = page
  const title = element('h2', { id: 'answer', tabindex: '-1' }, say('answer'))
  const section = element('section', { class: 'answer', 'aria-labelledby': 'answer' }, title)
  if (!hasSubtle()) {
    const key = page.settings.phone === null ? 'cannotAnswer' : 'cannotAnswerPhone'
    section.append(element('p', { class: 'note attention' }, say(key)))
    return section
  }
  const files = new FileList(page)
  const text = element('textarea', { id: 'answer-text', 'aria-describedby': 'answer-problem' })
  const problem = element('p', { id: 'answer-problem', class: 'note stop', role: 'alert', hidden: true })
  const sealButton = element('button', { type: 'submit', class: 'primary' }, say('seal'))
  const complain = (key: Key, values?: Record<string, string>) => {
    problem.textContent = say(key, values)
    problem.hidden = false
  }
  files.onProblem = complain
  const form = element(
    'form',
    { novalidate: true },
    element('label', { for: 'answer-text' }, say('answerLabel')),
    text,
    files.list,
    problem,
    element('div', { class: 'row' }, files.addButton, sealButton, files.input),
  )

  const sealIt = async () => {
    problem.hidden = true
    const draft = { text: text.value, attachments: files.attachments }
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
      // Loaded when it is needed: OpenPGP.js doesn't start in a browser without Web Cryptography.
      const { sealAnswer } = await import('./answer-crypto.ts')
      const armored = await sealAnswer(draft, content, containerId, reply)
      const ways = waysOut(page, armored, reply.address, () => {
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
  section.append(form)
  return section
}

/** Files chosen for the answer, and the list of them. */
class FileList {
  readonly list = element('ul', { class: 'files', hidden: true })
  readonly input = element('input', { type: 'file', multiple: true, hidden: true })
  readonly addButton: HTMLButtonElement
  attachments: readonly SealedAttachment[] = []
  onProblem: (key: Key, values?: Record<string, string>) => void = () => undefined
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.addButton = element('button', { type: 'button' }, page.say('addFiles'))
    this.addButton.addEventListener('click', () => {
      this.input.click()
    })
    this.input.addEventListener('change', () => {
      void this.#add([...(this.input.files ?? [])])
      this.input.value = ''
    })
  }

  get sizeBytes(): number {
    return this.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  async #add(chosen: readonly File[]): Promise<void> {
    for (const file of chosen) {
      if (this.sizeBytes + file.size > maxAnswerBytes) {
        this.onProblem('tooLarge', { limit: fileSize(maxAnswerBytes, this.#page.settings.language) })
        break
      }
      try {
        const bytes = new Uint8Array(await file.arrayBuffer())
        this.attachments = [...this.attachments, { name: file.name, type: file.type, bytes }]
      } catch {
        this.onProblem('unreadable', { name: file.name })
      }
    }
    this.#show()
  }

  #show(): void {
    const { say, settings } = this.#page
    this.list.replaceChildren(
      ...this.attachments.map((file) => {
        const label = say('removeFile', { name: file.name })
        const remove = element(
          'button',
          { type: 'button', class: 'quiet', 'aria-label': label },
          say('remove'),
        )
        remove.addEventListener('click', () => {
          this.attachments = this.attachments.filter((kept) => kept !== file)
          this.#show()
          this.addButton.focus()
        })
        const size = element('span', { class: 'small' }, fileSize(file.bytes.length, settings.language))
        return element(
          'li',
          {},
          element('div', { class: 'file' }, element('span', {}, file.name), size),
          remove,
        )
      }),
    )
    this.list.hidden = this.attachments.length === 0
  }
}
