import type { NamedReader } from '../../shared/contract/index.ts'
import {
  openpgpRecipientTest,
  smimeRecipientTest,
  type RecipientKey,
  type RecipientTest,
} from '../sealing/index.ts'
import { findContact, listAcceptedCertificates, listOwnKeys, type Reader } from '../store/index.ts'
import { mostReadersNamed } from './limits.ts'

interface Holder {
  readonly data: string
  readonly who: Extract<NamedReader, { kind: 'own' | 'known' }>
}

/**
 * Whom an encrypted message names as its readers: the practice, people whose certificate it accepted, or keys that
 * nobody here knows. Anyone can write these names; they decide nothing.
 */
export async function namedReaders(
  reader: Reader,
  recipients: readonly RecipientKey[],
): Promise<NamedReader[]> {
  const named: NamedReader[] = []
  let open = recipients.slice(0, mostReadersNamed)
  for (const kind of ['openpgp', 'smime'] as const) {
    for (const holders of [ownHolders, knownHolders]) {
      // Reading a certificate costs a millisecond: none is read once everybody has a name.
      for (const { data, who } of open.some((key) => key.kind === kind) ? holders(reader, kind) : []) {
        const isMeant = await testOf(kind, data)
        if (open.some(isMeant)) {
          named.push(who)
          open = open.filter((key) => !isMeant(key))
        }
        if (!open.some((key) => key.kind === kind)) {
          break
        }
      }
    }
  }
  return [...named, ...open.map(unknownReader), ...leftOver(recipients.length - mostReadersNamed)]
}

function testOf(kind: 'openpgp' | 'smime', data: string): RecipientTest | Promise<RecipientTest> {
  return kind === 'openpgp' ? openpgpRecipientTest(data) : smimeRecipientTest(data)
}

function ownHolders(reader: Reader, kind: 'openpgp' | 'smime'): Holder[] {
  return listOwnKeys(reader, kind).map(({ certificate, accountAddress, addresses }) => ({
    data: certificate,
    who: { kind: 'own', name: accountAddress ?? addresses[0] ?? '' },
  }))
}

function knownHolders(reader: Reader, kind: 'openpgp' | 'smime'): Holder[] {
  return listAcceptedCertificates(reader, kind).map(({ contactId, data, addresses }) => {
    const name = contactId === null ? undefined : findContact(reader, contactId)?.name
    return { data, who: { kind: 'known', name: name ?? addresses[0] ?? '' } }
  })
}

function unknownReader(key: RecipientKey): NamedReader {
  switch (key.kind) {
    case 'openpgp':
      return { kind: 'unknown-key', keyId: key.keyId }
    case 'hidden':
      return { kind: 'hidden' }
    case 'smime':
      return { kind: 'unknown-certificate', number: 'serial' in key ? key.serial : key.subjectKeyId }
  }
}

function leftOver(count: number): NamedReader[] {
  return count > 0 ? [{ kind: 'others', count }] : []
}
