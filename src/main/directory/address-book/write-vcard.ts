import type { CertificateRow, ContactRow } from '../../store/index.ts'

/** The person and the certificates that a person of the practice accepted for her. */
export interface ExportedContact {
  readonly contact: ContactRow
  readonly certificates: readonly CertificateRow[]
}

/**
 * vCards of version 4.0 (RFC 6350), with what it has no property for under names of our own. Passphrases are never
 * in it.
 */
export function writeVcards(people: readonly ExportedContact[]): string {
  return people.map(writeVcard).join('')
}

function writeVcard({ contact, certificates }: ExportedContact): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${escape(contact.name)}`,
    ...contact.addresses.map((address, index) => `EMAIL;PREF=${String(index + 1)}:${escape(address)}`),
    ...contact.phones.map((phone) => `TEL;VALUE=text:${escape(phone)}`),
    ...(contact.nicknames.length === 0 ? [] : [`NICKNAME:${contact.nicknames.map(escape).join(',')}`]),
    ...optional('BDAY', contact.birthDate?.replaceAll('-', '') ?? null),
    `X-SEALPOST-KIND:${contact.kind}`,
    ...optional('X-SEALPOST-RECORD-NUMBER', contact.recordNumber),
    `X-SEALPOST-READS-MAIL-ON:${contact.readsMailOn}`,
    ...optional('X-SEALPOST-AGREED-TO-EMAIL-ON', contact.agreedToEmailOn),
    ...certificates.map(({ kind, data }) => `KEY:data:${mediaType[kind]};base64,${base64Of(data)}`),
    'END:VCARD',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

const mediaType = { openpgp: 'application/pgp-keys', smime: 'application/pkix-cert' } as const

function optional(name: string, value: string | null): string[] {
  return value === null ? [] : [`${name}:${escape(value)}`]
}

/** RFC 6350, section 3.4. */
function escape(value: string): string {
  return value.replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** The bytes of an armored OpenPGP certificate, or of the first certificate of a PEM chain. */
function base64Of(data: string): string {
  const body =
    /-----BEGIN [^-]+-----\r?\n(?:[^\n]*: [^\n]*\n)*\r?\n?([\s\S]*?)(?:\r?\n=[^\n]{4})?\r?\n-----END/.exec(
      data,
    )?.[1] ?? ''
  return body.replace(/\s/g, '')
}

const encoder = new TextEncoder()

/** At most 75 octets a line, never within a character (RFC 6350, section 3.2). */
function fold(line: string): string {
  if (line.length <= 75 && encoder.encode(line).length <= 75) return line
  const folded: string[] = ['']
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > 75) {
      folded.push(' ')
      octets = 1
    }
    folded.push((folded.pop() ?? '') + character)
    octets += size
  }
  return folded.join('\r\n')
}
