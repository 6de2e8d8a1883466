import { layout } from '../../../src/main/sealing/sealed-message/format/layout.ts'
import type { Result } from '../../../src/shared/result.ts'
import { readContainer } from './container.ts'
import { whenIdle } from './idle.ts'
import { lockedView } from './locked.ts'
import { messageView } from './message.ts'
import { speak, type Language, type Say } from './strings.ts'

/** What stands outside the seal, beside the container. */
type Settings = {
  readonly language: Language
  readonly senderLabel: string
  readonly phone: string | null
}

/** What every view needs. */
export type Page = {
  readonly settings: Settings
  readonly say: Say
  /** One letter for the round mark. */
  readonly initial: string
}

const main = document.getElementById('page') as HTMLElement
// Whoever sees this text can't run this script: a mail program on a phone, mostly.
main.replaceChildren()

document.addEventListener('DOMContentLoaded', () => {
  const settings = JSON.parse(document.getElementById('settings')?.textContent ?? '') as Settings
  const common = { sender: settings.senderLabel, phone: settings.phone ?? '' }
  const page: Page = {
    settings,
    say: speak(settings.language, common),
    initial: initialOf(settings.senderLabel),
  }
  const container = readContainer(document.getElementById('sealed')?.textContent ?? '')
  showLocked(page, container)
})

function showLocked(page: Page, container: Promise<Result<Uint8Array>>, note?: string): void {
  const view = lockedView(
    page,
    container,
    (content, bytes) => {
      const close = (why: string) => {
        stopWatching()
        showLocked(page, container, why)
      }
      const stopWatching = whenIdle(() => {
        close(page.say('forgotten'))
      })
      const id = bytes.slice(layout.offset.id, layout.offset.wrapNonce)
      main.replaceChildren(
        messageView(page, content, id, () => {
          close(page.say('closed'))
        }),
      )
      scrollTo(0, 0)
      document.getElementById('subject')?.focus()
    },
    note,
  )
  main.replaceChildren(view)
  document.getElementById('passphrase')?.focus()
}

/** "Dr. Rivera" gives R: titles end with a full stop. */
function initialOf(label: string): string {
  const words = label.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const name = words.find((word) => !word.endsWith('.')) ?? words[0] ?? ''
  return [...name][0]?.toUpperCase() ?? '·'
}
