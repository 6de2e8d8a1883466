import type { MessageTree } from './tree.ts'

const fieldsOfMail: ReadonlySet<string> = new Set(['from', 'to', 'subject', 'date', 'message-id', 'received'])

/** Any bytes parse as a message: this one begins with a field that mail has and other files don't. */
export function isMail({ root }: MessageTree): boolean {
  return root.fields.some(({ key }) => fieldsOfMail.has(key))
}
