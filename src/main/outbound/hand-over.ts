import type { ContactId } from '../../shared/ids.ts'
import type { ScanRecord } from '../audit/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { sealFiles, type SealDependencies } from '../sealing/index.ts'
import { planCopies, type Addressee, type Letter } from './copies.ts'

/** The files of a sealed message, to be carried to the patient by other means than mail. */
export interface HandedOver {
  readonly contactId: ContactId
  /** What the scan found in it; recorded before the files are written. */
  readonly scan: ScanRecord
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/**
 * Seals a letter to one patient into its files alone. They take no answer: nothing was sent that it could belong to.
 * Errors: `seal/no-method` unless it goes to one person with a passphrase; of `seal`.
 */
export async function sealForHand(
  letter: Letter,
  addressees: readonly Addressee[],
  random: (length: number) => Uint8Array,
  sealing: SealDependencies,
): Promise<Result<Omit<HandedOver, 'scan'>>> {
  const copies = await planCopies(letter, addressees, random)
  if (!copies.ok) {
    return copies
  }
  const [copy, ...others] = copies.value
  const contactId = copy?.addressees[0]?.known.contact?.id
  if (copy?.request.method !== 'sealed-message' || contactId === undefined || others.length > 0) {
    return fail('seal/no-method')
  }
  const { reply: _reply, ...content } = copy.request.content
  const files = await sealFiles({ ...copy.request, content }, sealing)
  return files.ok ? ok({ contactId, files: files.value }) : files
}
