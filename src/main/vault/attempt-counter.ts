import type { Keychain } from './keychain.ts'

/**
 * The number of the newest attempt, outside the folder: a journal that was cut at its end, or put back as it was, is
 * behind it. Null: the keychain has none, or doesn't answer.
 */
export async function readCounted(keychain: Keychain, vaultId: string): Promise<number | null> {
  const answer = await keychain.read(nameOf(vaultId))
  const [, number] = /^attempt (\d{1,15})$/.exec(answer.state === 'found' ? answer.value : '') ?? []
  return number === undefined ? null : Number(number)
}

/** Where the keychain doesn't take it the journal has it all the same. */
export async function writeCounted(keychain: Keychain, vaultId: string, number: number): Promise<void> {
  await keychain.write(nameOf(vaultId), `attempt ${number}`)
}

function nameOf(vaultId: string): string {
  return `vault ${vaultId} attempts`
}
