import { chooseCertificates } from '../sealing/index.ts'
import { decodeBookFile } from './address-book/decode-file.ts'
import { readBookKeys } from './address-book/keys.ts'
import { readVcards } from './address-book/read-vcard.ts'

/**
 * The one certificate that a file holds for its sender: programs attach whole keyrings, and cards with several keys.
 * Where none names the sender, the first (of a card) or the file itself is the answer, so that reading it says why it
 * can't be used.
 * @param addresses of the contact
 */
export async function certificateInFile(
  file: Uint8Array,
  addresses: readonly string[],
  now: Date,
): Promise<Uint8Array | string> {
  const card = await keysOfCard(file)
  if (card !== null) {
    const [fitting] = await readBookKeys(card, addresses, now)
    return fitting?.data ?? card[0] ?? file
  }
  for (const address of addresses) {
    const [newest] = await chooseCertificates(file, { address: address.toLowerCase(), now })
    if (newest !== undefined) {
      return newest.armored
    }
  }
  return file
}

/** Null: it is no card. */
async function keysOfCard(file: Uint8Array): Promise<(Uint8Array | string)[] | null> {
  const text = decodeBookFile(file)
  if (text === null || !/^\s*BEGIN:VCARD/i.test(text)) {
    return null
  }
  const book = await readVcards(text)
  return book.ok ? book.value.entries.flatMap(({ keys }) => [...keys]) : []
}
