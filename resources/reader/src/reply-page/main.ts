import { whenIdle } from '../idle.ts'
import { commonValues, initialOf, readSettings } from '../page.ts'
import { answerWords } from '../strings/answer.ts'
import { replyPageWords } from '../strings/reply-page.ts'
import { speak, type Language } from '../strings/speak.ts'
import { nothingTyped, writeView, type ReplyPage, type ReplyPageSettings, type Typed } from './write.ts'

const words = {
  en: { ...answerWords.en, ...replyPageWords.en },
  es: { ...answerWords.es, ...replyPageWords.es },
}
const main = document.getElementById('page') as HTMLElement
main.replaceChildren()

document.addEventListener('DOMContentLoaded', () => {
  const settings = readSettings<ReplyPageSettings>()
  let language = settings.language

  const show = (typed: Typed, note?: 'forgotten') => {
    const page: ReplyPage = {
      settings: { ...settings, language },
      say: speak(words, language, commonValues(settings)),
      initial: initialOf(settings.senderLabel),
    }
    document.documentElement.lang = language
    document.title = page.say('title')
    main.replaceChildren(
      writeView(page, typed, note, (next: Language, kept) => {
        language = next
        show(kept)
        document.getElementById('language')?.focus()
      }),
    )
  }
  show(nothingTyped)
  whenIdle(() => {
    show(nothingTyped, 'forgotten')
  })
})
