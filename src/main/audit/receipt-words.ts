import type { Receipt } from './receipt.ts'

type Form = Receipt['forms'][number]

const containers: Readonly<Record<Form['container'], string>> = {
  'seipd-v1': 'OpenPGP, encrypted data packet version 1 (RFC 9580, 5.13.1)',
  'seipd-v2': 'OpenPGP, encrypted data packet version 2 (RFC 9580, 5.13.2)',
  'enveloped-data': 'S/MIME, EnvelopedData (RFC 5652, 6)',
  'auth-enveloped-data': 'S/MIME, AuthEnvelopedData (RFC 5083)',
  'sealed-message-v1': 'sealed page, container version 1',
  'pdf-r6': 'PDF, security handler revision 6 (ISO 32000-2)',
}

const confirmations: Readonly<Record<Receipt['confirmedBy'], string>> = {
  host: 'The host answered that it took it',
  'found-in-sent': 'The connection was lost before the answer; it was then found in Sent of the host',
  person: 'The connection was lost before the answer; a person said that it had arrived',
}

const decisions: Readonly<Record<Receipt['scan']['decision'], string>> = {
  none: 'no identifiers',
  'identifiers-only': 'identifiers without health information',
  phi: 'health information with identifiers',
}

/** The receipt in plain sentences, for who reads the file. They follow from the receipt alone, so they can be checked. */
export function describeReceipt(receipt: Receipt): string[] {
  const { messageId, host, tls, sealedAt, dataBeganAt, confirmedAt, confirmedBy, sizeBytes, sha256 } = receipt
  return [
    `What protected the message ${messageId}. It says how it left, not whether anybody read it.`,
    `Sealed ${sealedAt}. Handed to ${host} over ${tls.version} with ${tls.cipher}, from ${dataBeganAt}.`,
    `${confirmations[confirmedBy]}, ${confirmedAt}.`,
    ...receipt.forms.map(describeForm),
    receipt.signedBy === null
      ? 'Not signed: who has the passphrase knows that it comes from who has it too.'
      : `Signed inside with the certificate ${receipt.signedBy}.`,
    ...receipt.recipients.map(describeRecipient),
    describeScan(receipt),
    `The ${String(sizeBytes)} bytes that were handed over have the SHA-256 ${sha256}.`,
  ]
}

function describeForm({ container, cipher, integrity, kdf }: Form): string {
  const key =
    kdf === null
      ? ''
      : kdf.cost === null
        ? ' The key comes from the passphrase by the derivation of that revision.'
        : ` The key comes from the passphrase by Argon2id with ${String(kdf.cost.memoryKib)} KiB, ${String(kdf.cost.passes)} passes.`
  return `Encrypted as ${containers[container]}, ${cipher}. ${describeIntegrity(container, integrity)}${key}`
}

function describeIntegrity(container: Form['container'], integrity: Form['integrity']): string {
  if (container === 'pdf-r6') {
    return 'Common viewers check no integrity of such a file: a change of it need not show.'
  }
  switch (integrity) {
    case 'aead':
      return 'A change of it shows: the cipher is authenticated.'
    case 'mdc':
      return 'A change of it shows by the modification detection code.'
    case 'none':
      return 'The cipher is not authenticated; a change of the content shows by the signature inside.'
  }
}

function describeRecipient({ person, certificate, passphrase }: Receipt['recipients'][number]): string {
  const who = `Recipient ${person ?? 'unknown'}`
  return certificate === null
    ? `${who} opens it with the agreed passphrase number ${String(passphrase)}.`
    : `${who} opens it with the certificate ${certificate}.`
}

function describeScan({ policy, scan }: Receipt): string {
  const found = Object.entries(scan.categories)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, count]) => `${category} ${String(count)}`)
  const counts = found.length === 0 ? '' : ` (Safe Harbor categories: ${found.join(', ')})`
  const rest = `${String(scan.notScanned)} parts not read, ${String(scan.setAside)} findings set aside by a person`
  return `Let pass by rules version ${String(policy)}: ${decisions[scan.decision]}${counts}; ${rest}.`
}
