import { escapeHtml } from '../mime/index.ts'
import type { AccountRow } from '../store/index.ts'

/** What stands below letters of the account: its own signature, or the practice's. */
export function signatureOf(account: Pick<AccountRow, 'signature'>, practiceSignature: string): string {
  return account.signature ?? practiceSignature
}

/** The signature stands below what is written and above what is quoted. */
export function withSignature(html: string, signature: string): string {
  const block = signatureBlock(signature)
  return block === '' ? html : html.replace('<p></p>', () => `<p></p>${block}`)
}

/** Another account's signature in the place of the one that is there; one that the writer has changed stays. */
export function exchangeSignature(html: string, before: string, after: string): string {
  const old = signatureBlock(before)
  if (old === '') {
    return html.startsWith('<p></p>') ? withSignature(html, after) : html
  }
  return html.replace(old, () => signatureBlock(after))
}

function signatureBlock(signature: string): string {
  const text = signature.trim()
  return text === '' ? '' : `<p>-- <br>${text.split('\n').map(escapeHtml).join('<br>')}</p>`
}
