import type { MessagePort } from 'node:worker_threads'
import { loadDictionary, type Dictionary } from './dictionary.ts'
import { isKnown, suggestFor, type WordRanks } from './judge-words.ts'
import type { SpellingAnswer, SpellingJob, SpellingLanguage } from './protocol.ts'
import { loadWordRanks } from './word-ranks.ts'

/** The thread's side. It has no store, writes nothing and keeps no word; an error ends it. */
export function serveSpelling(port: MessagePort): void {
  const dictionaries = new Map<SpellingLanguage, Promise<Dictionary>>()
  let ranks: WordRanks | undefined
  const dictionaryOf = (language: SpellingLanguage): Promise<Dictionary> => {
    const loaded = dictionaries.get(language) ?? loadDictionary(language)
    dictionaries.set(language, loaded)
    return loaded
  }

  async function answer({ id, languages, task }: SpellingJob): Promise<SpellingAnswer> {
    const used = await Promise.all(languages.map(dictionaryOf))
    if (task.kind === 'check') return { id, words: task.words.filter((word) => !isKnown(word, used)) }
    ranks ??= loadWordRanks()
    return { id, words: suggestFor(task.word, used, ranks) }
  }
  port.on('message', (job: SpellingJob) => {
    void answer(job).then((answered) => {
      port.postMessage(answered)
    })
  })
}
