/** Finds the known address that a stranger's imitates: a small slip, or look-alike letters, away from it. */
export interface LookAlikes {
  /** Null for a known address, and for one that imitates none. */
  imitatedBy(address: string): string | null
}

/** @param known lower case */
export function createLookAlikes(known: readonly string[]): LookAlikes {
  const all = new Set(known)
  const bySkeleton = new Map<string, string>()
  const byLength = new Map<number, string[]>()
  for (const address of all) {
    const shape = skeleton(address)
    bySkeleton.set(shape, bySkeleton.get(shape) ?? address)
    byLength.set(address.length, [...(byLength.get(address.length) ?? []), address])
  }
  /** Senders write again and again. */
  const judged = new Map<string, string | null>()

  function find(address: string): string | null {
    if (address === '' || all.has(address)) {
      return null
    }
    const sameShape = bySkeleton.get(skeleton(address))
    if (sameShape !== undefined) {
      return sameShape
    }
    const { length } = address
    const near = [length - 1, length, length + 1].flatMap((one) => byLength.get(one) ?? [])
    return near.find((one) => isOneEditAway(address, one)) ?? null
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
}

/** Letters that look alike become one (UTS 39's idea, for the few that occur in addresses). */
function skeleton(address: string): string {
  return [...address.normalize('NFKC').toLowerCase()]
    .map((letter) => confusable[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneEditAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) {
    return false
  }
  let start = 0
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) {
    start += 1
  }
  const rest = (text: string, skip: number) => text.slice(start + skip)
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2))
  )
}
