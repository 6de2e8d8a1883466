import { randomBytes } from 'node:crypto'
import * as asn1 from 'asn1js'
import { octets, sequence } from './asn1.ts'
import { readCertificateFile } from './certificate-file.ts'
import type { MadeCertificate } from './certificates.fixture.ts'
import { encryptCbc } from './content-cipher.ts'
import { enveloped } from './enveloped.ts'
import { transportKey } from './key-transport.ts'
import { issuerAndSerial } from './sign.ts'

/** Mail that is encrypted and not signed, which this program never makes. */
export async function unsignedCbc(content: Uint8Array, recipient: MadeCertificate): Promise<Uint8Array> {
  const read = readCertificateFile(recipient.pem)
  const [certificate] = read.ok ? read.value : []
  if (certificate === undefined) throw new Error('no certificate')
  const key = randomBytes(32)
  const iv = randomBytes(16)
  const { algorithm, encryptedKey } = transportKey('rsa-pkcs1', certificate.publicKey, key)
  const info = sequence(
    new asn1.Integer({ value: 0 }),
    issuerAndSerial(certificate),
    algorithm,
    octets(encryptedKey),
  )
  return enveloped([info], { iv, ciphertext: await encryptCbc(key, iv, content) }, 0)
}
