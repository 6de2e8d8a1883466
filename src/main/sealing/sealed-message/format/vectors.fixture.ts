import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SealedContent } from './content.ts'

export const vectorFolder = resolve(import.meta.dirname, '../../../../../test/data/sealed')
export const vectorNames = ['minimal', 'full'] as const

export type Vector = {
  readonly passphrase: string
  readonly typedAs: readonly string[]
  readonly salt: Uint8Array
  readonly passphraseKey: Uint8Array
  /** Content key, id and wrap nonce, in the order in which sealing draws them. */
  readonly drawn: readonly Uint8Array[]
  readonly content: SealedContent
  readonly container: Uint8Array
}

/** A test vector of docs/sealed-message.md. */
export function readVector(name: (typeof vectorNames)[number]): Vector {
  const json = JSON.parse(readFileSync(resolve(vectorFolder, `v1-${name}.json`), 'utf8')) as VectorFile
  const { attachments, reply, ...fields } = json.content
  const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
  const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
  return {
    passphrase: json.passphrase,
    typedAs: json.typedAs,
    salt: hex(json.saltHex),
    passphraseKey: hex(json.passphraseKeyHex),
    drawn: [hex(json.contentKeyHex), hex(json.idHex), hex(json.wrapNonceHex)],
    content: {
      ...fields,
      attachments: attachments.map(({ name: file, type, base64: data }) => ({
        name: file,
        type,
        bytes: base64(data),
      })),
      ...(reply && {
        reply: { key: base64(reply.keyBase64), certificate: reply.certificate, address: reply.address },
      }),
    },
    container: new Uint8Array(readFileSync(resolve(vectorFolder, `v1-${name}.sealed`))),
  }
}

type VectorFile = {
  passphrase: string
  typedAs: string[]
  saltHex: string
  passphraseKeyHex: string
  contentKeyHex: string
  idHex: string
  wrapNonceHex: string
  content: Omit<SealedContent, 'attachments' | 'reply'> & {
    attachments: { name: string; type: string; base64: string }[]
    reply?: { keyBase64: string; certificate: string; address: string }
  }
}
