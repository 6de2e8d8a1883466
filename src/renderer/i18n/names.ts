const titles = /^(dr|prof|mr|mrs|ms|mx|rev|sr|sra)\.?$/i

/** What a sentence calls a person: `Maria` for Maria Alvarez, `Dr. Lee` for Dr. Susan Lee, the address if no name. */
export function shortName(name: string): string {
  const [first = name, ...rest] = name.trim().split(/\s+/)
  if (!titles.test(first)) return first
  const withoutDegrees = rest.filter(
    (part) => !/^(md|phd|psyd|lcsw|lmft)\.?,?$/i.test(part.replaceAll('.', '')),
  )
  const last = withoutDegrees.at(-1)?.replace(/,$/, '')
  return last === undefined ? first : `${first} ${last}`
}

/** `Maria's`, `Dr. Lee's`, `James'`. */
export function owner(name: string): string {
  const short = shortName(name)
  return /s$/i.test(short) ? `${short}'` : `${short}'s`
}

/** `Maria`, `Maria and Daniel`, `Maria, Daniel and Dr. Lee`. */
export function joinNames(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** The two letters in the circle beside a name. */
export function initials(name: string): string {
  const [withoutDegrees = name] = name.split(',')
  const words = withoutDegrees
    .trim()
    .split(/[\s@.]+/)
    .filter((word) => word !== '' && !titles.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}
