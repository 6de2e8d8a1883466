import type { Lab, Person } from '../../e2e/lab/index.ts'
import { openOtherProgram } from '../../test/support/lab-client.ts'

/**
 * Downloads an inbox and throws it away: what of the time is the wire's and the server's, with and without COMPRESS,
 * which the product asks for over slow lines only (docs/adr/0038).
 * @returns milliseconds, without connecting and signing in
 */
export async function downloadMs(
  lab: Lab,
  owner: Person,
  { compresses }: { readonly compresses: boolean },
): Promise<number> {
  const client = await openOtherProgram(lab, owner, { compresses })
  const start = performance.now()
  await client.mailboxOpen('INBOX')
  let bytes = 0
  for await (const { source } of client.fetch('1:*', { uid: true, flags: true, source: true })) {
    bytes += source?.length ?? 0
  }
  const tookMs = performance.now() - start
  await client.logout()
  if (bytes === 0) throw new Error('there was nothing to download')
  return tookMs
}
