import { domainToUnicode } from 'node:url'
import { isOneEditAway } from './one-edit.ts'

/** Finds the known address or domain that a stranger's imitates: a small slip, or look-alike letters, away from it. */
export interface LookAlikes {
  /** Null for a known address, and for one that imitates none; a domain where only that is imitated. */
  imitatedBy(address: string): string | null
}

/** Shorter ones are often near each other by chance: `info@oak.test` and `info@oaks.test`. */
const telling = { localPart: 8, domainName: 7 } as const

/** @param known lower case */
export function createLookAlikes(known: readonly string[]): LookAlikes {
  const addresses = nearness(known)
  const domains = nearness(known.map((address) => partsOf(address).domain))
  /** Senders write again and again. */
  const judged = new Map<string, string | null>()

  function find(address: string): string | null {
    const { domain } = partsOf(address)
    if (address === '' || addresses.all.has(address)) {
      return null
    }
    const near = addresses.sameShape(address) ?? addresses.oneEditFrom(address, isTellingAddress)
    if (near !== null || domains.all.has(domain)) {
      return near
    }
    return domains.sameShape(domain) ?? domains.oneEditFrom(domain, isTellingDomain)
  }

  return {
    imitatedBy: (address) => {
      const before = judged.get(address)
      if (before !== undefined) {
        return before
      }
      const found = find(address)
      judged.set(address, found)
      return found
    },
  }
}

/** The known ones that a text is near to. */
function nearness(known: readonly string[]) {
  const all = new Set(known)
  const bySkeleton = new Map<string, string>()
  const byLength = new Map<number, string[]>()
  for (const one of all) {
    const shape = skeleton(one)
    bySkeleton.set(shape, bySkeleton.get(shape) ?? one)
    byLength.set(one.length, [...(byLength.get(one.length) ?? []), one])
  }
  return {
    all,
    sameShape: (text: string): string | null => bySkeleton.get(skeleton(text)) ?? null,
    oneEditFrom: (text: string, isTelling: (text: string, one: string) => boolean): string | null =>
      [text.length - 1, text.length, text.length + 1]
        .flatMap((length) => byLength.get(length) ?? [])
        .find((one) => isOneEditAway(text, one) && isTelling(text, one)) ?? null,
  }
}

function isTellingAddress(address: string, known: string): boolean {
  const { localPart, domain } = partsOf(address)
  return domain === partsOf(known).domain
    ? localPart.length >= telling.localPart
    : localPart.length >= telling.localPart || isTellingDomain(domain)
}

function isTellingDomain(domain: string): boolean {
  return (domain.split('.').at(-2)?.length ?? 0) >= telling.domainName
}

function partsOf(address: string): { readonly localPart: string; readonly domain: string } {
  const at = address.lastIndexOf('@')
  return { localPart: address.slice(0, Math.max(0, at)), domain: address.slice(at + 1) }
}

const confusable: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '5': 's',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'l',
  ѕ: 's',
  ԁ: 'd',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  υ: 'u',
  ν: 'v',
  ι: 'l',
}

/** Letters that look alike become one (UTS 39's idea, for the few that occur in names and addresses). */
export function skeleton(text: string): string {
  const { localPart, domain } = partsOf(text)
  // A host in punycode is read as what it stands for.
  const read = /(^|\.)xn--/.test(domain) ? `${localPart}@${domainToUnicode(domain)}` : text
  return [...read.normalize('NFKC').toLowerCase()]
    .map((letter) => confusable[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}
