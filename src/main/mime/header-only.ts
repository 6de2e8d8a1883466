import { readEnvelope, type Envelope } from './envelope.ts'
import { limits } from './limits.ts'
import { parseMessage } from './parse.ts'
import { asBuffer } from './transfer-encoding.ts'

/** What a list row is made of; trace fields and the like are what floods a header. */
const listedFields = /^(from|sender|reply-to|to|cc|subject|date|message-id|in-reply-to|references)[ \t]*:/i

/**
 * The envelope of a message that is over the limits, so that it is still listed by its sender and subject: of its
 * header the fields that a list shows, as many and as long as `limits` allows. Total. Null where nothing can be read.
 */
export function readHeaderOnly(raw: Uint8Array): Envelope | null {
  const parsed = parseMessage(Buffer.concat([...listedLines(asBuffer(raw)), Buffer.from('\r\n')]))
  return parsed.ok ? readEnvelope(parsed.value) : null
}

function* listedLines(raw: Buffer): Generator<Buffer> {
  const end = Math.min(raw.length, limits.maxSearchedHeaderBytes)
  let takenBytes = 0
  let takenFields = 0
  let isTaken = false
  let position = 0
  while (position < end && takenBytes < limits.maxListedHeaderBytes) {
    const newline = raw.indexOf(0x0a, position)
    const next = newline < 0 ? raw.length : newline + 1
    const line = raw.subarray(position, Math.min(next, position + limits.maxListedHeaderBytes - takenBytes))
    if (/^\r?\n?$/.test(line.toString('latin1', 0, 3))) return
    const isContinuation = line[0] === 0x20 || line[0] === 0x09
    if (!isContinuation) {
      isTaken = takenFields < limits.maxListedFields && listedFields.test(line.toString('latin1', 0, 40))
      if (isTaken) takenFields += 1
    }
    if (isTaken) {
      takenBytes += line.length
      yield line
    }
    position = next
  }
}
