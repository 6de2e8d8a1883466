import type { Lab, Person } from '../../e2e/lab/index.ts'
import type { EngineClient } from '../../src/shared/contract/index.ts'

/** Opens every vault of the benches. */
export const vaultPassphrase = 'velvet anchor puzzle marble copper lantern'

/** First run as a person does it: the vault, the account on the lab, the recovery kit. */
export async function setUpPractice(client: EngineClient, lab: Lab, owner: Person): Promise<void> {
  await client.vault.create({ passphrase: vaultPassphrase })
  await client.accounts.add({
    name: owner.name,
    address: owner.address,
    providerId: 'generic',
    userName: owner.address,
    imap: lab.imap.implicit,
    smtp: lab.smtp.implicit,
    signIn: { kind: 'password', password: owner.password },
  })
  const kit = await client.vault.makeKit()
  await client.vault.confirmKit({ checkCode: kit.checkCode, wordNumber: 1, word: kit.words[0] ?? '' })
}
