import {
  findCertificatesByAddress,
  findContact,
  findContactsByAddress,
  findLogicalMessage,
  findReplyKey,
  findSentCopy,
  listAccounts,
  listOwnKeys,
  listReplyKeysOf,
  type Reader,
} from '../store/index.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { referenceOf, type Trust } from '../sealing/index.ts'
import type { OpeningKnowledge } from './opened-message.ts'

/** What the store knows that opening a message needs, at this moment. */
export function readOpeningKnowledge(reader: Reader, trust: Trust): OpeningKnowledge {
  const ownKeys = listOwnKeys(reader, 'openpgp')
  return {
    secretKeys: ownKeys.map(({ secret }) => secret),
    ownCertificates: ownKeys.map(({ certificate }) => certificate),
    ownAddresses: listAccounts(reader).map(({ address }) => address.toLowerCase()),
    certificatesOf: (address) =>
      findCertificatesByAddress(reader, address)
        .filter(({ kind, trust }) => kind === 'openpgp' && (trust === 'accepted' || trust === 'verified'))
        .map(({ data, fingerprint, trust }) => ({
          armored: data,
          fingerprint,
          isVerified: trust === 'verified',
        })),
    nameOf: (address) => findContactsByAddress(reader, address)[0]?.name ?? null,
    replyKeyOf: (messageId) => {
      const replyKey = findReplyKey(reader, messageId)
      if (replyKey === null) {
        return null
      }
      const contact = replyKey.contactId === null ? null : findContact(reader, replyKey.contactId)
      return {
        key: replyKey.key,
        patientName: contact?.name ?? null,
        contactId: contact?.id ?? null,
        sent: replyKey.logicalId === null ? null : sentMessage(reader, replyKey.logicalId),
      }
    },
    messageReferredTo: (reference, sender) => {
      const found = listReplyKeysOf(reader, sender).find(({ key }) => referenceOf(key) === reference)
      if (found === undefined) {
        return null
      }
      const contact = found.contactId === null ? null : findContact(reader, found.contactId)
      return {
        messageId: found.replyId,
        patientName: contact?.name ?? null,
        sent: found.logicalId === null ? null : sentMessage(reader, found.logicalId),
      }
    },
    now: trust.now,
    smime: {
      identities: listOwnKeys(reader, 'smime').map(({ certificate, secret, fingerprint }) => ({
        pem: certificate,
        privateKeyPem: secret,
        fingerprint,
      })),
      trust,
      acceptedOf: (address) =>
        findCertificatesByAddress(reader, address)
          .filter(({ kind, trust }) => kind === 'smime' && (trust === 'accepted' || trust === 'verified'))
          .map(({ data, fingerprint }) => ({ pem: data, fingerprint })),
    },
  }
}

function sentMessage(
  reader: Reader,
  id: LogicalMessageId,
): { subject: string; ownCopyId: string | null } | null {
  const message = findLogicalMessage(reader, id)
  return message && { subject: message.subject, ownCopyId: findSentCopy(reader, id)?.messageId ?? null }
}
