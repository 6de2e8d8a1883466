import { ok, type Result } from '../../../shared/result.ts'
import { buildOuter, newMessageId, parseMessage, partBytes } from '../../mime/index.ts'
import { base64Lines, mailLines } from '../base64-lines.ts'
import { limits } from '../limits.ts'
import { makeSelfSealed, type SelfSealed } from '../sealed.ts'
import { readBundle, writeBundle, type BundleHeader, type FoundBundle } from './format.ts'

const fileName = 'sealpost-recovery.bin'

export type BundleRequest = {
  readonly header: BundleHeader
  /** UTF-8 of JSON; the caller wipes it. */
  readonly content: Uint8Array
  /** The account's own: the message stays in its mailbox. */
  readonly address: string
}

export type BundleDependencies = {
  /** 32 bytes, from the vault for this purpose alone. */
  readonly key: Uint8Array
  /** The vault's key under which own copies carry a MAC. */
  readonly macKey: Uint8Array
  readonly random: (length: number) => Uint8Array
}

/**
 * The recovery bundle as a message for a mailbox of the practice's own. Its fields and its text are the same for every
 * practice, but for the address and the time.
 *
 * @returns `recovery/too-large`, `mime/bad-address`, `mime/unsafe-header`
 */
export function sealRecoveryBundle(
  { header, content, address }: BundleRequest,
  { key, macKey, random }: BundleDependencies,
): Result<SelfSealed> {
  const bundle = writeBundle(header, content, key, random(12))
  if (!bundle.ok) return bundle
  const messageId = newMessageId(address.slice(address.lastIndexOf('@') + 1), random)
  if (!messageId.ok) return messageId
  const person = { name: '', address }
  const raw = buildOuter(
    {
      from: person,
      to: [person],
      cc: [],
      subject: 'Sealpost recovery data',
      date: header.madeAt,
      messageId: messageId.value,
      inReplyTo: null,
      references: [],
    },
    entityAround(bundle.value),
  )
  return raw.ok ? ok(makeSelfSealed({ messageId: messageId.value, raw: raw.value }, macKey)) : raw
}

/** The bundle in a message, or null when it holds none. */
export function findRecoveryBundle(message: Uint8Array): FoundBundle | null {
  if (message.byteLength > limits.recoveryMessageBytes) return null
  const tree = parseMessage(message)
  const part = tree.ok ? tree.value.root.children[1] : undefined
  const bytes = tree.ok && part !== undefined ? partBytes(tree.value, part.path) : null
  return bytes === null ? null : readBundle(bytes)
}

/** "_" occurs in no base64. */
const boundary = 'sealpost_recovery_data'

function entityAround(bundle: Uint8Array): Buffer {
  return Buffer.from(
    [
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'Sealpost keeps this here so that a new computer can take over from a lost one.',
      'It opens with the recovery kit alone. Please leave it where it is.',
      '',
      `--${boundary}`,
      `Content-Type: application/octet-stream; name="${fileName}"`,
      `Content-Disposition: attachment; filename="${fileName}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(bundle, mailLines),
      '',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
    'latin1',
  )
}
