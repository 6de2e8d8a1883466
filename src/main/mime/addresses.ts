import { displayText } from './header-fields.ts'
import { decodeEncodedWords } from './encoded-words.ts'
import { limits } from './limits.ts'

/** A mailbox. `name` is decoded for display and may be empty; `address` is local@domain, domain in lower case. */
export type Address = { readonly name: string; readonly address: string }

export type AddressList = {
  readonly addresses: readonly Address[]
  /** The field breaks RFC 5322 in a way that other readers may resolve differently. */
  readonly isMalformed: boolean
}

const encodedWord = /=\?[^?\s]{1,80}\?[BbQq]\?[^?\s]{0,500}\?=/y

type Word = { readonly text: string; readonly isQuoted: boolean; readonly hasSpaceBefore: boolean }

/**
 * Parses an RFC 5322 address list: groups (flattened), comments, quoted names, domain literals, obsolete
 * routes. Structure is read first and encoded words are decoded only in names afterwards, so that an encoded
 * `<`, comma or `@` never makes an address. Total and linear.
 * @param text an unfolded field value, encoded words not yet decoded
 */
export function parseAddressList(text: string): AddressList {
  return new AddressReader(text).read()
}

class AddressReader {
  readonly #text: string
  readonly #addresses: Address[] = []
  #position = 0
  #isMalformed = false
  #isInGroup = false
  /** Of the mailbox being read: words of the phrase or the bare address, quotes kept. */
  #words: Word[] = []
  #hasBareAddress = false
  #comments: string[] = []
  #angle: string | null = null
  #hasSpace = false

  constructor(text: string) {
    this.#text = text
  }

  read(): AddressList {
    while (this.#position < this.#text.length) {
      if (this.#addresses.length >= limits.maxAddresses) {
        this.#isMalformed = true
        break
      }
      this.#step(this.#text[this.#position] ?? '')
    }
    this.#flush()
    if (this.#isInGroup) this.#isMalformed = true
    return { addresses: this.#addresses, isMalformed: this.#isMalformed }
  }

  #step(character: string): void {
    switch (character) {
      case '"':
        this.#addWord(this.#takeQuoted(), true)
        return
      case '(':
        this.#comments.push(this.#takeComment())
        this.#hasSpace = true
        return
      case '<':
        this.#takeAngle()
        return
      case ',':
        this.#position += 1
        this.#flush()
        return
      case ';':
        this.#position += 1
        this.#flush()
        if (!this.#isInGroup) this.#isMalformed = true
        this.#isInGroup = false
        return
      case ':':
        this.#position += 1
        this.#startGroup()
        return
      case '>':
        this.#position += 1
        this.#isMalformed = true
        return
      case '[':
        this.#addWord(this.#takeUntil(']'), false)
        return
      case ' ':
      case '\t':
        this.#position += 1
        this.#hasSpace = true
        return
      default:
        this.#addWord(this.#takeAtom(), false)
    }
  }

  #addWord(text: string, isQuoted: boolean): void {
    if (this.#angle !== null) this.#isMalformed = true
    this.#words.push({ text, isQuoted, hasSpaceBefore: this.#hasSpace })
    this.#hasBareAddress ||= !isQuoted && text.includes('@')
    this.#hasSpace = false
  }

  #takeAtom(): string {
    const start = this.#position
    // A comma or angle bracket inside an encoded word is text, though RFC 2047 section 5 (3) forbids it there.
    encodedWord.lastIndex = start
    const word = encodedWord.exec(this.#text)
    if (word !== null) this.#position += word[0].length
    while (this.#position < this.#text.length && !' \t"(<>,;:['.includes(this.#text[this.#position] ?? '')) {
      this.#position += 1
    }
    return this.#text.slice(start, this.#position)
  }

  /** The content of a quoted string, quoted pairs resolved; an unclosed one runs to the end. */
  #takeQuoted(): string {
    const pieces: string[] = []
    this.#position += 1
    for (;;) {
      const start = this.#position
      while (this.#position < this.#text.length && !'"\\'.includes(this.#text[this.#position] ?? '')) {
        this.#position += 1
      }
      pieces.push(this.#text.slice(start, this.#position))
      const stop = this.#text[this.#position]
      if (stop !== '\\') {
        if (stop === undefined) this.#isMalformed = true
        this.#position += 1
        return pieces.join('')
      }
      pieces.push(this.#text[this.#position + 1] ?? '')
      this.#position += 2
    }
  }

  #takeComment(): string {
    const start = this.#position + 1
    let depth = 0
    while (this.#position < this.#text.length) {
      const character = this.#text[this.#position]
      if (character === '\\') this.#position += 1
      else if (character === '(') depth += 1
      else if (character === ')') depth -= 1
      this.#position += 1
      if (depth === 0) return this.#text.slice(start, this.#position - 1)
    }
    this.#isMalformed = true
    return this.#text.slice(start)
  }

  #takeUntil(close: string): string {
    const start = this.#position
    const found = this.#text.indexOf(close, start)
    this.#position = found < 0 ? this.#text.length : found + 1
    return this.#text.slice(start, this.#position)
  }

  #takeAngle(): void {
    this.#position += 1
    const pieces: string[] = []
    for (;;) {
      const character = this.#text[this.#position]
      if (character === undefined || character === '<') {
        this.#isMalformed = true
        break
      }
      if (character === '>') {
        this.#position += 1
        break
      }
      if (character === '(') this.#comments.push(this.#takeComment())
      else if (character === '"') pieces.push(quoteLocal(this.#takeQuoted()))
      else {
        if (character !== ' ' && character !== '\t') pieces.push(character)
        this.#position += 1
      }
    }
    if (this.#angle !== null) {
      // `<a@x><b@y>`: which one counts differs between readers, so both are given.
      this.#isMalformed = true
      this.#flush()
    }
    // Obsolete source route (RFC 5322 4.4): `@relay1,@relay2:user@host`.
    this.#angle = pieces.join('').replace(/^@[^:]*:/, '')
  }

  #startGroup(): void {
    const isBareAddress = this.#hasBareAddress
    if (this.#isInGroup || this.#angle !== null || isBareAddress) {
      this.#isMalformed = true
      if (isBareAddress) this.#flush()
      return
    }
    this.#isInGroup = true
    this.#reset()
  }

  #flush(): void {
    const angle = this.#angle
    if (angle !== null) this.#push(this.#phrase(this.#words), angle)
    else if (this.#words.length > 0) this.#flushBare()
    this.#reset()
  }

  /** A mailbox without angle brackets: the run of touching words that holds the `@`, the rest is its name. */
  #flushBare(): void {
    const runs: Word[][] = []
    for (const word of this.#words) {
      const run = runs.at(-1)
      const touches =
        run !== undefined && (!word.hasSpaceBefore || joinsAcrossSpace(run.at(-1)?.text, word.text))
      if (touches) run.push(word)
      else runs.push([word])
    }
    const specIndex = runs.findIndex((run) => run.some((word) => !word.isQuoted && word.text.includes('@')))
    const spec = runs[specIndex]
    if (spec === undefined || runs.length > 1) this.#isMalformed = true
    const others = runs.filter((run) => run !== spec).flat()
    const name = others.length > 0 || spec === undefined ? this.#phrase(others) : this.#comments.join(' ')
    const address = spec?.map((word) => (word.isQuoted ? quoteLocal(word.text) : word.text)).join('') ?? ''
    this.#push(name, address)
  }

  #phrase(words: readonly Word[]): string {
    if (words.length === 0) return this.#comments.join(' ')
    return words.map((word, index) => (index > 0 && word.hasSpaceBefore ? ' ' : '') + word.text).join('')
  }

  #push(name: string, address: string): void {
    const clean = cleanAddress(address)
    if (clean !== address) this.#isMalformed ||= clean.toLowerCase() !== address.toLowerCase()
    if (clean !== '' && !/^[^@]+@[^@]+$|^".*"@[^@]+$/.test(clean)) this.#isMalformed = true
    const shown = displayText(decodeEncodedWords(name))
    if (clean !== '' || shown !== '') this.#addresses.push({ name: shown, address: clean })
  }

  #reset(): void {
    this.#words = []
    this.#hasBareAddress = false
    this.#comments = []
    this.#angle = null
    this.#hasSpace = false
  }
}

/** `john . doe @ example . org` is one address (RFC 5322 4.4). */
function joinsAcrossSpace(before: string | undefined, after: string): boolean {
  return before?.endsWith('.') === true || before?.endsWith('@') === true || /^[.@]/.test(after)
}

/** A local part needs its quotes only where it is no dot-atom (RFC 5321 4.1.2). */
function quoteLocal(content: string): string {
  return /^[\w!#$%&'*+/=?^`{|}~.\u0080-\uffff-]+$/.test(content)
    ? content
    : `"${content.replace(/["\\]/g, '\\$&')}"`
}

/** Without control, bidi and zero-width characters; domain in lower case. */
function cleanAddress(address: string): string {
  const shown = displayText(address)
  const text = shown.startsWith('"') ? shown : shown.replaceAll(' ', '')
  const at = text.lastIndexOf('@')
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase()
}
