import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const pieceBytes = 16 * 1024 * 1024

/**
 * How often each byte string stands in the memory of another process of ours: in everything of it that can be read and
 * is not a file (proc(5), maps and mem). What a debugger's dump of it would hold.
 */
export function countInMemory<Name extends string>(
  pid: number,
  wanted: Readonly<Record<Name, Uint8Array>>,
): Record<Name, number> {
  const names = Object.keys(wanted) as Name[]
  const longest = Math.max(...names.map((name) => wanted[name].byteLength))
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r')
  const piece = Buffer.alloc(pieceBytes + longest)
  try {
    for (const { start, end } of mappingsOf(pid)) {
      for (let at = start; at < end; at += pieceBytes) {
        const bytes = readAt(memory, piece, at, Math.min(pieceBytes + longest - 1, end - at))
        for (const name of names) counts[name] += countIn(bytes, wanted[name])
      }
    }
  } finally {
    closeSync(memory)
    piece.fill(0)
  }
  return counts
}

/** Of those that begin in this piece; what begins in the next one is counted there. */
function countIn(bytes: Buffer, wanted: Uint8Array): number {
  let count = 0
  for (let hit = bytes.indexOf(wanted); hit >= 0 && hit < pieceBytes; hit = bytes.indexOf(wanted, hit + 1))
    count += 1
  return count
}

function mappingsOf(pid: number): { start: number; end: number }[] {
  return readFileSync(`/proc/${String(pid)}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, start, end, access = '', name = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+ *(.*)$/.exec(line) ?? []
      const isOwn = access.startsWith('rw') || (access.startsWith('r') && !name.startsWith('/'))
      return start === undefined || !isOwn || /^\[v(var|syscall|dso)/.test(name)
        ? []
        : [{ start: Number.parseInt(start, 16), end: Number.parseInt(end ?? '', 16) }]
    })
}

/** What is mapped but can't be read (guards, what went meanwhile) gives nothing. */
function readAt(memory: number, into: Buffer, at: number, length: number): Buffer {
  let filled = 0
  try {
    while (filled < length) {
      const count = readSync(memory, into, filled, length - filled, at + filled)
      if (count === 0) break
      filled += count
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EIO')) throw error
  }
  return into.subarray(0, filled)
}

/** The forms in which a key could be left: as it is, and as the texts that programs make of keys. */
export function keyForms(name: string, key: Uint8Array): Record<string, Buffer> {
  const bytes = Buffer.from(key)
  const texts = {
    hex: bytes.toString('hex'),
    'hex in capitals': bytes.toString('hex').toUpperCase(),
    // Without the last character, which holds bits of what follows.
    base64: bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
  }
  return {
    [name]: bytes,
    ...Object.fromEntries(
      Object.entries(texts).map(([form, text]) => [`${name}, ${form}`, Buffer.from(text)]),
    ),
  }
}
