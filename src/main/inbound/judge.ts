import { listContacts, listCorrespondents, type Reader } from '../store/index.ts'
import type { Authenticity } from '../../shared/contract/index.ts'
import type { OpenedMessage } from './open-message.ts'
import { screen, type BodyFindings, type ScreeningKnowledge } from './screen.ts'

const comparedAddresses = 5000

/**
 * @param authservId what the account's host calls itself in Authentication-Results; null when not known
 */
export function readScreeningKnowledge(reader: Reader, authservId: string | null): ScreeningKnowledge {
  const contacts = listContacts(reader)
  const correspondents = listCorrespondents(reader, comparedAddresses)
  const ofContacts = new Set(contacts.flatMap(({ addresses }) => addresses.map(lower)))
  const written = correspondents.filter(({ sentCount }) => sentCount > 0).map(({ address }) => lower(address))
  const heard = new Set(
    correspondents
      .filter(({ receivedCount, sentCount }) => receivedCount + sentCount > 0)
      .map(({ address }) => lower(address)),
  )
  const contactNames = new Map<string, string[]>()
  for (const { name, addresses } of contacts) {
    contactNames.set(lower(name), [...(contactNames.get(lower(name)) ?? []), ...addresses.map(lower)])
  }
  return {
    authservId,
    isContact: (address) => ofContacts.has(address),
    hasWrittenBefore: (address) => heard.has(address),
    knownAddresses: [...new Set([...ofContacts, ...written])],
    contactNames,
  }
}

/** The verdict on an opened message; our own copies need none. */
export function judgeSender(
  message: OpenedMessage,
  known: ScreeningKnowledge,
  hasMismatchedLink = false,
): Authenticity {
  if (message.protection.kind === 'own-copy') {
    return { verdict: 'known-sender', reasons: [], imitates: null }
  }
  const findings: BodyFindings = {
    hasMismatchedLink,
    hasDangerousAttachment: message.content.attachments.some(({ fileName, fileNameFlags }) =>
      isDangerous(fileName, fileNameFlags),
    ),
  }
  return screen(message.tree, message.envelope, known, findings)
}

/** Files that run when opened, or whose name was made to hide what they are. */
export function isDangerous(fileName: string, flags: readonly string[]): boolean {
  return (
    flags.length > 0 ||
    /\.(exe|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|jar|lnk|pif|cpl|reg|iso|img|vhd|dmg|pkg|app|sh|command|docm|xlsm|pptm|xll|svg)$/i.test(
      fileName,
    )
  )
}

function lower(text: string): string {
  return text.trim().toLowerCase()
}
