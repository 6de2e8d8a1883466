import { element, saveFile } from './dom.ts'
import type { AnswerPage } from './page.ts'

/** Windows and Outlook cut longer mailto links, or ignore them. */
const maxMailtoCharacters = 1900
/** Above this, pasting into a mail program gets slow and some cut it: the file remains. */
const maxCopyCharacters = 60_000

/** How a sealed answer leaves the page: by the mail program, by paste, as a file. */
export function waysOut(page: AnswerPage, armored: string, address: string, change: () => void): HTMLElement {
  const { say } = page
  const status = element('p', { class: 'note done', role: 'status' }, say('sealed'))
  const ways: HTMLElement[] = []

  const mailto = mailtoLink(address, armored)
  if (mailto.length < maxMailtoCharacters) {
    ways.push(way(element('a', { class: 'button primary', href: mailto }, say('mail')), say('mailHint')))
  }
  if (armored.length <= maxCopyCharacters) {
    const shown = element('textarea', {
      class: 'armor',
      readonly: true,
      hidden: true,
      'aria-label': say('armor'),
    })
    shown.value = armored
    const style = ways.length === 0 ? 'primary' : ''
    const copy = element('button', { type: 'button', class: style }, say('copy'))
    copy.addEventListener('click', () => {
      void copyText(armored, shown).then((copied) => {
        status.textContent = say(copied ? 'copied' : 'copyByHand')
      })
    })
    ways.push(way(copy, say('copyHint'), shown))
  }
  const file = element('button', { type: 'button', class: ways.length === 0 ? 'primary' : '' }, say('file'))
  file.addEventListener('click', () => {
    saveFile(say('fileName'), 'application/octet-stream', armored)
  })
  ways.push(way(file, say('fileHint', { name: say('fileName') })))

  const back = element('button', { type: 'button', class: 'quiet' }, say('change'))
  back.addEventListener('click', change)
  return element(
    'div',
    {},
    status,
    element('ul', { class: 'ways' }, ...ways),
    element('div', { class: 'row' }, back),
  )
}

function way(control: HTMLElement, hint: string, more: HTMLElement | null = null): HTMLElement {
  return element('li', {}, control, element('p', { class: 'small' }, hint), more)
}

function mailtoLink(address: string, armored: string): string {
  // Line ends as RFC 6068, section 5 has them.
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}?body=${encodeURIComponent(armored.replace(/\n/g, '\r\n'))}`
}

/** By the clipboard, or, where the browser keeps it from pages, by marking the text to be copied by hand. */
async function copyText(text: string, shown: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    shown.hidden = false
    shown.focus()
    shown.select()
    return false
  }
}
