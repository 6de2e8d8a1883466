/** One change to an exported log. `blamed`: the record that has to be named; null where only a refusal is asked for. */
export interface Tampering {
  readonly what: string
  readonly bytes: Buffer
  readonly blamed: number | null
}

export type TamperingKind = 'flipped' | 'removed' | 'doubled' | 'swapped' | 'cut'

/** The places where a kind of change can be made in an export of records from number 1. */
export function placesOf(file: Buffer, kind: TamperingKind): number {
  const records = linesOf(file).length - 1
  if (kind === 'flipped' || kind === 'cut') return file.length
  return kind === 'swapped' ? records - 1 : records
}

/** @param place 0 … placesOf - 1 @param random which bit of a byte is flipped */
export function tamperWith(
  file: Buffer,
  kind: TamperingKind,
  place: number,
  random: () => number,
): Tampering {
  if (kind === 'cut') return { what: `cut at ${place}`, bytes: file.subarray(0, place), blamed: null }
  if (kind === 'flipped') return flip(file, place, 1 << Math.floor(random() * 8))
  const [manifest = Buffer.alloc(0), ...lines] = linesOf(file)
  const [record, next] = [lines.slice(place, place + 1), lines.slice(place + 1, place + 2)]
  const [before, after] = [[manifest, ...lines.slice(0, place)], lines.slice(place + 1)]
  const made = {
    removed: { lines: [...before, ...after], blamed: place + 1 },
    doubled: { lines: [...before, ...record, ...record, ...after], blamed: place + 2 },
    swapped: { lines: [...before, ...next, ...record, ...after.slice(1)], blamed: place + 1 },
  }[kind]
  return { what: `${kind} ${place + 1}`, bytes: Buffer.concat(made.lines), blamed: made.blamed }
}

/** A flip in a line's text is that record's; one of a line end joins two lines, and either may be named. */
function flip(file: Buffer, place: number, mask: number): Tampering {
  const bytes = Buffer.from(file)
  bytes[place] = (bytes[place] ?? 0) ^ mask
  const line = file.subarray(0, place).toString('latin1').split('\n').length - 1
  const isUnclear = line === 0 || file[place] === 0x0a
  return { what: `byte ${place} with ${mask}`, bytes, blamed: isUnclear ? null : line }
}

function linesOf(file: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let start = 0; start < file.length;) {
    const end = file.indexOf(0x0a, start) + 1
    lines.push(file.subarray(start, end))
    start = end
  }
  return lines
}
