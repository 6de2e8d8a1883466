import type { ProtectedForm } from '../../protection.ts'

/**
 * Reads the encryption dictionary of a PDF that was just made (ISO 32000-2, 7.6.2), which itself is never encrypted.
 *
 * @throws Error unless it is the one that this program means to write: AES-256 by security handler revision 6
 */
export function readPdfEncryption(bytes: Uint8Array): ProtectedForm {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const says = (entry: RegExp) => entry.test(text)
  const isRevision6 = says(/\/Filter\s*\/Standard\b/) && says(/\/V\s+5\b/) && says(/\/R\s+6\b/)
  const isAes256 = says(/\/CFM\s*\/AESV3\b/) && says(/\/StmF\s*\/StdCF\b/) && says(/\/StrF\s*\/StdCF\b/)
  if (!isRevision6 || !isAes256) throw new Error('the PDF is not encrypted as it should be')
  return {
    form: 'pdf',
    container: 'pdf-r6',
    cipher: 'aes-256-cbc',
    integrity: 'none',
    kdf: { name: 'pdf-r6', cost: null },
  }
}
