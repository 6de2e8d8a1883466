import type { ExportScope } from '../../../shared/contract/index.ts'
import type { MailboxId, MessageId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sanitizeFileName } from '../../mime/index.ts'
import {
  findContact,
  findMailbox,
  listAllMessages,
  listMessages,
  parseQuery,
  search,
  type ListedMessage,
  type Store,
} from '../../store/index.ts'
import { manifestName, sumsName } from './manifest.ts'

export interface PlannedMessage {
  readonly id: MessageId
  readonly sizeBytes: number
}

/** Messages that belong into one file or folder, oldest first. */
export interface PlannedGroup {
  /** Good as the name of a file, and unlike every other group's. */
  readonly name: string
  readonly messages: readonly PlannedMessage[]
}

const pageSize = 200
const namesOfLists = [manifestName, sumsName]

/**
 * What an export takes along: each mailbox by itself, or everything that was found, together. Of a patient it is all
 * mail from or to one of the addresses, also mail whose text isn't here and that no search finds.
 * Errors: `message/absent` for an unknown mailbox, `contact/absent`.
 */
export async function planExport(store: Store, scope: ExportScope): Promise<Result<PlannedGroup[]>> {
  switch (scope.kind) {
    case 'mailboxes':
      return planMailboxes(store, scope.mailboxIds)
    case 'search': {
      const query = parseQuery(scope.query)
      const found = await collect((before) => {
        const { hits, next } = search(store, query, { before, limit: pageSize })
        return { messages: hits, next }
      }, store)
      return ok([{ name: 'found', messages: found }])
    }
    case 'patient': {
      const contact = findContact(store, scope.contactId)
      if (contact === null) return fail('contact/absent')
      const addresses = new Set(contact.addresses.map((address) => address.toLowerCase()))
      const found = await collect((before) => {
        const messages = listAllMessages(store, { before, limit: pageSize })
        const next = messages.length < pageSize ? null : (messages.at(-1)?.id ?? null)
        return { messages: messages.filter((message) => concerns(message, addresses)), next }
      }, store)
      return ok([{ name: 'record', messages: found }])
    }
  }
}

async function planMailboxes(store: Store, ids: readonly MailboxId[]): Promise<Result<PlannedGroup[]>> {
  const groups: PlannedGroup[] = []
  for (const id of ids) {
    const mailbox = store.isOpen ? findMailbox(store, id) : null
    if (mailbox === null) return fail('message/absent')
    const messages = await collect((before) => {
      const page = listMessages(store, id, { before, limit: pageSize })
      return { messages: page, next: page.length < pageSize ? null : (page.at(-1)?.id ?? null) }
    }, store)
    groups.push({ name: freeName(mailbox.path, groups), messages })
  }
  return ok(groups)
}

/** Compared without regard to case, as some disks do; the lists of what was exported lie beside the groups. */
function freeName(mailboxPath: string, groups: readonly PlannedGroup[]): string {
  const taken = new Set(
    [...namesOfLists, ...groups.map(({ name }) => name)].map((name) => name.toLowerCase()),
  )
  const { fileName } = sanitizeFileName(mailboxPath.replaceAll(/[/\\]/g, '-'), 'mailbox')
  let name = fileName
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    name = `${fileName}-${String(number)}`
  }
  return name
}

interface Page {
  readonly messages: readonly ListedMessage[]
  readonly next: MessageId | null
}

async function collect(
  readPage: (before: MessageId | null) => Page,
  store: Store,
): Promise<PlannedMessage[]> {
  const found: PlannedMessage[] = []
  let before: MessageId | null = null
  while (store.isOpen) {
    const { messages, next }: Page = readPage(before)
    for (const { id, sizeBytes } of messages) found.push({ id, sizeBytes })
    if (next === null) break
    before = next
    await nextTurn()
  }
  return found.reverse()
}

function concerns({ envelope }: ListedMessage, addresses: ReadonlySet<string>): boolean {
  const people = [envelope.from, envelope.to, envelope.cc, envelope.bcc, envelope.replyTo].flat()
  return people.some(({ address }) => addresses.has(address.toLowerCase()))
}
