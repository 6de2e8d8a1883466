import { layout } from '../../../src/main/sealing/sealed-message/format/layout.ts'
import type { Result } from '../../../src/shared/result.ts'
import { readContainer } from './container.ts'
import { whenIdle } from './idle.ts'
import { lockedView } from './locked.ts'
import { messageView } from './message.ts'
import { commonValues, initialOf, readSettings, type Page, type Settings } from './page.ts'
import { answerWords } from './strings/answer.ts'
import { messageWords } from './strings/message.ts'
import { speak } from './strings/speak.ts'

const words = {
  en: { ...answerWords.en, ...messageWords.en },
  es: { ...answerWords.es, ...messageWords.es },
}
const main = document.getElementById('page') as HTMLElement
// Whoever sees this text can't run this script: a mail program on a phone, mostly.
main.replaceChildren()

document.addEventListener('DOMContentLoaded', () => {
  const settings = readSettings<Settings>()
  const page: Page = {
    settings,
    say: speak(words, settings.language, commonValues(settings)),
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
