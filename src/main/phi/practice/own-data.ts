import type { Category } from '../categories.ts'
import { foldWord } from '../text/char-class.ts'
import type { SelfIdentity } from '../types.ts'
import { nicknamesOf } from './nicknames.ts'

/**
 * Categories that a signature is made of: contact data, licences and registrations. Numbers of persons (SSN, record,
 * plan…) are the sender's own only where the settings have them word for word, as in a tax number.
 */
const CONTACT: ReadonlySet<Category> = new Set<Category>(['A', 'B', 'D', 'E', 'F', 'K', 'N', 'R'])
const FREE_MAIL =
  /^(?:gmail|yahoo|outlook|hotmail|icloud|aol|proton|protonmail|me|live|msn|comcast|gmx|mail|zoho|fastmail)\./

const CLOSING_LINE =
  /^[ \t]*(?:best|warm(?:ly| regards| wishes)?|kind(?:ly| regards)|sincerely|regards|thanks|thank you|many thanks|respectfully|cheers|take care|cordially|with gratitude|in health|all the best|be well|yours)[^\n]{0,30}$/gim

/** "…/i/8c21fe07": an address on the practice's own site that was made for one person. */
const PERSONAL_PATH = /[/=](?=[^/]{0,40}\d)[\w-]{6,}/

/** Fewer characters may stand in a signature by chance. */
const SHORTEST_NUMBER = 4

const LONGEST_SIGNATURE = 3_000

function words(text: string): string {
  return ` ${foldWord(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

/** Knows the sender's and the practice's own data, which isn't the patient's (45 CFR 160.103, "individual"). */
export class OwnData {
  private readonly texts: readonly string[]
  private readonly nameWords: ReadonlySet<string>
  private readonly phones: ReadonlySet<string>
  private readonly emails: ReadonlySet<string>
  private readonly hosts: ReadonlySet<string>
  readonly isKnown: boolean

  constructor(identities: readonly SelfIdentity[]) {
    const fields = identities
      .flatMap(({ name, practice, address, signature }) => [name, practice, address, signature])
      .filter((field) => field !== undefined && field !== '')
    this.texts = fields.map((field) => words(field ?? ''))
    this.nameWords = new Set(
      identities
        .flatMap(({ name }) =>
          words(name ?? '')
            .trim()
            .split(' '),
        )
        .filter((word) => word.length > 1)
        .flatMap((word) => [word, ...nicknamesOf(word)]),
    )
    this.phones = new Set(
      identities
        .flatMap(({ phone, fax }) => [phone, fax])
        .filter((phone) => phone !== undefined)
        .map((phone) => phone.replace(/\D/g, '').slice(-10)),
    )
    this.emails = new Set(
      identities.map(({ email }) => email?.trim().toLowerCase() ?? '').filter((email) => email !== ''),
    )
    this.hosts = new Set(
      [...this.emails]
        .map((email) => email.slice(email.indexOf('@') + 1))
        .filter((host) => host !== '' && !FREE_MAIL.test(host)),
    )
    this.isKnown = identities.length > 0
  }

  /** Whether a found value is the sender's own. */
  isOwn(category: Category, value: string): boolean {
    if (!this.isKnown) return false
    switch (category) {
      case 'F':
        return (
          this.emails.has(value.toLowerCase()) ||
          this.hosts.has(value.toLowerCase().slice(value.indexOf('@') + 1)) ||
          this.isInOwnText(value)
        )
      case 'D':
      case 'E':
        return (
          this.phones.has(value.replace(/\D/g, '').slice(0, 11).slice(-10)) ||
          this.phones.has(value.replace(/\D/g, '').slice(-10)) ||
          this.isInOwnText(value)
        )
      case 'N':
        return (
          this.isInOwnText(value) ||
          (!PERSONAL_PATH.test(value) && [...this.hosts].some((host) => value.toLowerCase().includes(host)))
        )
      case 'A':
        return this.isOwnName(value) || this.isInOwnText(value)
      default:
        return (CONTACT.has(category) || value.length >= SHORTEST_NUMBER) && this.isInOwnText(value)
    }
  }

  private isOwnName(value: string): boolean {
    const parts = words(value)
      .trim()
      .split(' ')
      .filter((word) => !/^(?:dr|mr|mrs|ms|prof|phd|md|lcsw|lmft|lpc|psyd|[a-z])$/.test(word))
    return parts.length > 0 && parts.every((part) => this.nameWords.has(part))
  }

  /** Whether a value stands in the sender's own data, whatever it is taken for. */
  isInOwnText(value: string): boolean {
    const sought = words(value)
    if (sought.trim().length < 3) return false
    return this.texts.some((text) => text.includes(sought))
  }

  /** Whether a whole paragraph is the sender's: the configured signature, or a part of it. */
  holdsAll(text: string): boolean {
    return text.length < LONGEST_SIGNATURE && this.isInOwnText(text)
  }

  /**
   * Where the sender's hand-written signature begins: after a closing line, when one of the next lines holds the
   * sender's name or the practice's. Infinity where there is none.
   */
  signatureStart(text: string): number {
    if (!this.isKnown) return Number.POSITIVE_INFINITY
    for (const match of text.matchAll(CLOSING_LINE)) {
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + 300)
      const [first = '', second = '', third = ''] = after.split('\n').filter((line) => line.trim() !== '')
      if (
        [first, second, third].some(
          (line) => this.isOwnName(line) || (line.trim().length > 2 && this.isInOwnText(line)),
        )
      )
        return match.index + match[0].length
    }
    return Number.POSITIVE_INFINITY
  }

  /** Whether a finding inside the sender's signature is taken as part of it. */
  isSignatureMatter(category: Category): boolean {
    return CONTACT.has(category)
  }
}
