import type { Tagger } from '../tagger/tagger.ts'
import { foldWord } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { wordFlag } from './flags.ts'
import { hashA, hashB, joinHash } from './hash.ts'
import { PhraseTable, type PhraseMeaning } from './phrase-table.ts'
import { WordTable } from './word-table.ts'
import { addWordFile } from './word-file.ts'
import { wordLists } from './word-lists.ts'

const LONGEST_PHRASE = 6
/** As the tokenizer divides them: "doesn't" is one word, the 's of a possessive is a word of its own. */
const BETWEEN_WORDS = /[\s./-]+|'(?!\p{L})|'(?=s(?![\p{L}\p{N}]))/u

/** All words and phrases that the scanner knows. Built once from resources/phi/lexicon.txt and the lists in code. */
export class Lexicon {
  readonly words = new WordTable()
  /** What was learned from texts; absent only while it is being learned. */
  tagger: Tagger | undefined
  private readonly phrases = new PhraseTable()

  addPlace(name: string, flag: number): void {
    const parts = name.split(/[\s.'-]+/).filter((part) => part !== '')
    const [firstPart, ...rest] = parts.map(foldWord)
    if (firstPart === undefined) return
    if (rest.length === 0) {
      this.words.addWord(firstPart, flag)
      return
    }
    this.words.addWord(firstPart, wordFlag.placePrefix)
    let a = hashA(firstPart)
    let b = hashB(firstPart)
    for (const part of rest) {
      a = joinHash(a, hashA(part))
      b = joinHash(b, hashB(part))
    }
    this.words.add(a, b, flag)
  }

  /** The longest known place that begins at a token: its flags and the token after it. */
  placeAt(text: TokenText, token: number): { readonly flags: number; readonly to: number } | undefined {
    let best: { flags: number; to: number } | undefined
    const single = (text.flags[token] as number) & (wordFlag.city | wordFlag.majorCity)
    if (single !== 0) best = { flags: single, to: token + 1 }
    if (!text.has(token, wordFlag.placePrefix)) return best
    let a = text.hashA[token] as number
    let b = text.hashB[token] as number
    let next = token + 1
    for (let words = 1; words < 4; words++) {
      while (text.is(next, '.') || text.is(next, '-') || text.is(next, "'")) next++
      if (!text.isWord(next)) break
      a = joinHash(a, text.hashA[next] as number)
      b = joinHash(b, text.hashB[next] as number)
      next++
      const flags = this.words.lookup(a, b) & (wordFlag.city | wordFlag.majorCity)
      if (flags !== 0) best = { flags, to: next }
    }
    return best
  }

  addPhrase(phrase: string, meaning: PhraseMeaning): void {
    const parts = phrase.split(BETWEEN_WORDS).filter((part) => part !== '')
    this.addPhraseOf(parts.map(foldWord), meaning)
  }

  /** @param parts the words of the phrase, folded */
  addPhraseOf(parts: readonly string[], meaning: PhraseMeaning): void {
    const [firstPart] = parts
    if (firstPart === undefined || parts.length > LONGEST_PHRASE)
      throw new Error(`not a phrase: ${parts.join(' ')}`)
    const isHealthWord = meaning.health !== undefined && meaning.isEveryday !== true && parts.length === 1
    if (/\d/.test(firstPart)) this.words.addPhraseStart(firstPart)
    this.words.addWord(firstPart, wordFlag.phrase | (isHealthWord ? wordFlag.health : 0))
    this.phrases.add(parts, meaning)
  }

  /** Fills the label and health hits of a tokenized text. */
  findPhrases(text: TokenText): void {
    let last = -1
    for (const token of text.phraseStarts) {
      if (token <= last) continue
      const labels = text.labelHits.length
      if (
        text.kind[token] !== tokenKind.alphanumeric ||
        this.words.mayBeginPhrase(text.hashA[token] as number)
      )
        last = this.findPhraseAt(text, token)
      if (!text.hasPrefix(token) || text.labelHits.length > labels) continue
      const group = this.phrases.label(this.phrases.find(text.prefix[token] as number))
      if (group >= 0) text.labelHits.push({ group, from: token, to: token })
    }
  }

  /** @returns the last token that was used up */
  private findPhraseAt(text: TokenText, token: number): number {
    let key = text.hashA[token] as number
    let labelTo = 0
    let label = -1
    let healthTo = 0
    let health = -1
    let thingTo = 0
    let next = token + 1
    for (let words = 1; ; words++) {
      const found = this.phrases.find(key)
      if (found === 0) break
      if (found > 0) {
        if (this.phrases.isDisclaimer(found)) text.disclaimerHits++
        if (this.phrases.label(found) >= 0) {
          label = this.phrases.label(found)
          labelTo = next
        }
        if (this.phrases.health(found) >= 0) {
          health = this.phrases.health(found)
          healthTo = next
        }
        if (this.phrases.isThing(found)) thingTo = next
      }
      if (words === LONGEST_PHRASE) break
      let following = next
      if (text.kindAt(following) === tokenKind.punctuation) {
        const mark = text.mark(following)
        // "A.I.D.S.", "X-ray", "S/N", "driver's license", "date_of_birth"
        if (mark !== 46 && mark !== 45 && mark !== 47 && mark !== 39 && mark !== 95) break
        following++
      }
      if (!text.isWord(following) && text.kindAt(following) < tokenKind.digits) break
      key = joinHash(key, text.hashA[following] as number)
      next = following + 1
    }
    if (health >= 0) {
      text.healthHits.push({ term: health, from: token, to: healthTo })
      if (healthTo > token + 1) text.inTerm.fill(1, token, healthTo)
    }
    if (thingTo > token + 1) text.inTerm.fill(1, token, thingTo)
    if (label >= 0) {
      text.labelHits.push({ group: label, from: token, to: labelTo })
      for (let i = token; i < labelTo; i++) text.labelOf[i] = label + 1
    }
    return Math.max(token, labelTo - 1)
  }

  /** Whether a word, or the word without an English ending, is an everyday word. */
  isEnglish(text: TokenText, token: number): boolean {
    if (token < 0 || token >= text.count) return false
    if (text.englishOf[token] === 0) text.englishOf[token] = this.isEnglishWord(text, token) ? 1 : 2
    return text.englishOf[token] === 1
  }

  private isEnglishWord(text: TokenText, token: number): boolean {
    if (text.has(token, wordFlag.english | wordFlag.functionWord)) return true
    if (text.has(token, wordFlag.surname | wordFlag.first)) return false
    const last = (text.codes[(text.end[token] as number) - 1] as number) | 32
    if (!LAST_LETTERS.has(last)) return false
    const word = foldWord(text.word(token))
    for (const [ending, repairs] of ENDINGS) {
      if (!word.endsWith(ending) || word.length - ending.length < 3) continue
      const stem = word.slice(0, -ending.length)
      for (const repair of repairs) {
        if (isStem(this.words.lookupWord(stem + repair))) return true
      }
    }
    return false
  }
}

/** Whether a word takes endings: an English one, and not a first name that is one in lower case only. */
function isStem(flags: number): boolean {
  return (
    (flags & wordFlag.english) !== 0 && (flags & (wordFlag.first | wordFlag.ambiguous)) !== wordFlag.first
  )
}

/** The endings that scripts/phi/build-dictionaries.ts leaves out of the file. */
const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['s', ['']],
  ['es', ['', 'e']],
  ['ed', ['', 'e']],
  ['ing', ['', 'e']],
  ['ly', ['']],
  ['ness', ['']],
  ['er', ['', 'e']],
  ['ers', ['', 'e']],
]

/** Their last letters: a word that ends in none of them needs no closer look. */
const LAST_LETTERS = new Set(ENDINGS.map(([ending]) => ending.charCodeAt(ending.length - 1)))

/**
 * Reads resources/phi/lexicon.txt and the lists in code. Takes about 100 ms; load it once for each process.
 */
export function loadLexicon(file: string): Lexicon {
  const lexicon = new Lexicon()
  addWordFile(file, lexicon)
  for (const [flag, words] of wordLists) {
    for (const entry of words) lexicon.words.addWord(entry, flag)
  }
  return lexicon
}
