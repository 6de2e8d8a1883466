import { ok, type Result } from '../../../shared/result.ts'
import type { MessageReader, PackedReading } from '../../mime/index.ts'
import type { FetchedMessage as Downloaded } from '../../transport/index.ts'

/** A downloaded message, with what was read in it; null where only its beginning is here. */
export interface ReadMessage {
  readonly message: Downloaded
  readonly reading: PackedReading | null
}

/** Reads what came whole. Answers in the order of `messages`. Error: of the reader. */
export async function readWhole(
  messages: readonly Downloaded[],
  reader: MessageReader,
): Promise<Result<readonly ReadMessage[]>> {
  const whole = messages.filter(({ source, size }) => source.length >= size)
  const readings = await reader.readAll(whole.map(({ source }) => source))
  if (!readings.ok) {
    return readings
  }
  const of = new Map(whole.map((message, index) => [message, readings.value[index] ?? null]))
  return ok(messages.map((message) => ({ message, reading: of.get(message) ?? null })))
}
