import type { VerifiedExport } from '../../src/main/audit/index.ts'
import type { Result } from '../../src/shared/result.ts'

/** What the file that auditors get offers to programs. */
export interface Verifier {
  verifyLog(file: Buffer): Result<VerifiedExport>
  verifyTable(table: Buffer, manifestFile: Buffer): Result<VerifiedExport>
  verifyAgainst(later: Buffer, earlier: Buffer): Result<VerifiedExport>
  verifyReceipts(exported: Buffer, receipts: Buffer): Result<number>
}

export const verifierFile = new URL('../../resources/verify-audit.mjs', import.meta.url)

export async function loadVerifier(): Promise<Verifier> {
  return (await import(verifierFile.href)) as Verifier
}
