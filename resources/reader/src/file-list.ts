import type { SealedAttachment } from '../../../src/main/sealing/sealed-message/format/content.ts'
import { containerLimits } from '../../../src/main/sealing/sealed-message/format/layout.ts'
import { element, fileSize } from './dom.ts'
import type { AnswerPage } from './page.ts'
import type { AnswerKey } from './strings/answer.ts'

/** What mail hosts commonly take is 20 MB, of which base64 leaves 14. */
export const maxAnswerBytes = 14_000_000

/** Files chosen for the answer, and the list of them. */
export class FileList {
  readonly list = element('ul', { class: 'files', hidden: true })
  readonly input = element('input', { type: 'file', multiple: true, hidden: true })
  readonly addButton: HTMLButtonElement
  attachments: readonly SealedAttachment[]
  onProblem: (key: AnswerKey, values?: Record<string, string>) => void = () => undefined
  readonly #page: AnswerPage

  constructor(page: AnswerPage, attachments: readonly SealedAttachment[]) {
    this.#page = page
    this.attachments = attachments
    this.addButton = element('button', { type: 'button' }, page.say('addFiles'))
    this.addButton.addEventListener('click', () => {
      this.input.click()
    })
    this.input.addEventListener('change', () => {
      void this.#add([...(this.input.files ?? [])])
      this.input.value = ''
    })
    this.#show()
  }

  get sizeBytes(): number {
    return this.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  async #add(chosen: readonly File[]): Promise<void> {
    for (const file of chosen) {
      if (this.attachments.length === containerLimits.attachments) {
        this.onProblem('tooMany', { limit: String(containerLimits.attachments) })
        break
      }
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
