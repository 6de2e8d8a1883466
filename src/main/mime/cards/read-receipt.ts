import type { Card } from '../../../shared/contract/index.ts'
import { fieldGroups } from '../delivery-report.ts'
import { displayText } from '../header-fields.ts'
import { limits } from '../limits.ts'

const dispositions = ['displayed', 'deleted', 'dispatched', 'processed', 'denied', 'failed'] as const

/**
 * A report of what became of a message at its reader's (RFC 8098 section 3.1). Anyone can write one, and programs write
 * them without anybody having read anything. Requests for one are never answered: nothing here does.
 */
export function readReceipt(text: string): Card | null {
  const fields = fieldGroups(text.slice(0, limits.maxCardTextChars * 20))[0]
  const [mode = '', kind = ''] = (fields?.get('disposition') ?? '').toLowerCase().split(';', 2)
  if (fields === undefined || mode.trim() === '') return null
  const [, address = ''] = /^\s*[\w-]+\s*;\s*(.*)$/.exec(fields.get('final-recipient') ?? '') ?? []
  const said = kind.split('/', 1)[0]?.trim()
  return {
    kind: 'receipt',
    disposition: dispositions.find((one) => one === said) ?? 'other',
    isAutomatic: mode.includes('automatic-action'),
    recipient: displayText(address.trim().slice(0, limits.maxCardTextChars)),
  }
}
