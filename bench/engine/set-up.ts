import type { Lab, Person } from '../../e2e/lab/index.ts'
import type { EngineClient } from '../../src/shared/contract/index.ts'
import { proofOf } from '../../test/support/paper.ts'

/** Opens every vault of the benches. */
export const vaultPassphrase = 'velvet anchor puzzle marble copper lantern'

/** First run as a person does it: the vault, the account on the lab, the recovery kit. */
export async function setUpPractice(client: EngineClient, lab: Lab, owner: Person): Promise<void> {
  await client.vault.create({ passphrase: vaultPassphrase })
  // As the others in a comparison do: everything, whatever its size.
  await client.app.saveSettings({ ...(await client.app.settings()), fetchUpToBytes: null })
  await client.accounts.add({
    name: owner.name,
    address: owner.address,
    providerId: 'generic',
    userName: owner.address,
    imap: lab.imap.implicit,
    smtp: lab.smtp.implicit,
    signIn: { kind: 'password', password: owner.password },
  })
  await makeKit(client)
}

/** The recovery kit, confirmed: without it the window asks for it first. */
export async function makeKit(client: EngineClient): Promise<void> {
  const kit = await client.vault.makeKit()
  await client.vault.confirmKit(proofOf(kit))
}
