import { people } from '../../../e2e/lab/index.ts'
import {
  makeSealed,
  makeSelfSealed,
  type SealedMessage,
  type SelfSealed,
} from '../../../src/main/sealing/sealed.ts'
import type { MailCredentials } from '../../../src/main/transport/index.ts'
import type { Result } from '../../../src/shared/result.ts'

const macKey = new Uint8Array(32).fill(7)
const protection = {
  method: 'openpgp',
  forms: [{ form: 'openpgp', container: 'seipd-v1', cipher: 'aes-256-cfb', integrity: 'mdc', kdf: null }],
  certificates: [],
  signedBy: null,
} as const
let counter = 0

/** Bytes that stand for a sealed message: transport carries them without looking inside. */
export function sealedFor(
  to: readonly string[],
  options: { subject?: string; padBytes?: number } = {},
): SealedMessage {
  counter += 1
  const messageId = `<test-${counter}@hope-practice.test>`
  const raw = rawMessage(messageId, options.subject ?? 'Message from Dr. Rivera', options.padBytes ?? 0)
  return makeSealed({ messageId, protection, envelope: { from: people.rivera.address, to }, raw }, macKey)
}

export function selfSealed(subject: string): SelfSealed {
  counter += 1
  const messageId = `<own-${counter}@hope-practice.test>`
  return makeSelfSealed({ messageId, raw: rawMessage(messageId, subject, 0) }, macKey)
}

export function rawMessage(messageId: string, subject: string, padBytes: number): Uint8Array {
  const lines = [
    'Date: Wed, 04 Mar 2026 05:06:07 +0000',
    `Message-ID: ${messageId}`,
    `From: ${people.rivera.address}`,
    `Subject: ${subject}`,
    '',
    'Body',
    // A line that is a dot has to arrive as a line that is a dot.
    '.',
    '..two',
    ...Array.from({ length: Math.ceil(padBytes / 78) }, () => 'x'.repeat(76)),
    'End',
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

export function passwordOf(person: { address: string; password: string }): MailCredentials {
  return { kind: 'password', user: person.address, password: person.password }
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}
