import { disclaimerPhrases } from '../context/disclaimer-phrases.ts'
import { healthTerms } from '../context/health-terms.ts'
import { recognizers } from '../recognizers/registry.ts'
import { loadLexicon, type Lexicon } from './lexicon.ts'

/**
 * The lexicon with all label words and health terms in it.
 * @param file the text of resources/phi/lexicon.txt
 */
export function buildLexicon(file: string): Lexicon {
  const lexicon = loadLexicon(file)
  recognizers.forEach(({ labelWords }, group) => {
    for (const phrase of labelWords) lexicon.addPhrase(phrase, { label: group })
  })
  for (const phrase of disclaimerPhrases) lexicon.addPhrase(phrase, { isDisclaimer: true })
  healthTerms.forEach(({ phrase, isEveryday }, index) =>
    lexicon.addPhrase(phrase, { health: index, ...(isEveryday === true ? { isEveryday } : {}) }),
  )
  return lexicon
}
