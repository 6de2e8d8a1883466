import { startEngineProcess } from '../../bench/engine/engine-process.ts'
import { setUpPractice } from '../../bench/engine/set-up.ts'
import type { ContactKind } from '../../src/shared/contract/index.ts'
import { cheapKdf } from '../../test/support/vault.ts'
import type { Lab, LabServer, Person } from '../lab/index.ts'

export { vaultPassphrase } from '../../bench/engine/set-up.ts'

/** A practice that is set up once for all specs of a worker; each opens a copy of it in the window. */
export type PracticeTemplate = {
  readonly folder: string
  /** The six words agreed with each patient, with spaces between. */
  readonly words: { readonly maria: string; readonly daniel: string }
}

/**
 * Dr. Rivera's practice in `folder`: her account on the lab, two patients with passphrases, a colleague without a key.
 * Its passphrase is cheap to derive from: what that costs is shown by the vaults that a journey makes itself.
 */
export async function prepareTemplate(lab: Lab, folder: string): Promise<PracticeTemplate> {
  const engine = startEngineProcess(folder, lab.caPath, { kdfCost: cheapKdf })
  const { client } = engine
  const add = (kind: ContactKind, { name, address }: Person) =>
    client.contacts.add({
      kind,
      name,
      addresses: [address],
      nicknames: [],
      birthDate: null,
      recordNumber: null,
      phones: [],
      readsMailOn: 'computer',
      agreedToEmailOn: null,
      isAddressConfirmed: true,
    })
  const addPatient = async (person: Person): Promise<string> => {
    const { id } = await add('patient', person)
    const { words } = await client.contacts.makePassphrase({ contactId: id })
    await client.contacts.tellPassphrase({ contactId: id, way: 'in-person', readsMailOn: 'computer' })
    return words.join(' ')
  }
  await setUpPractice(client, lab, lab.people.rivera)
  const words = {
    maria: await addPatient(lab.people.maria),
    daniel: await addPatient(lab.people.daniel),
  }
  await add('colleague', lab.people.lee)
  await engine.stop()
  return { folder, words }
}

/** Dr. Lee's practice in `folder`, with nobody in it, reached over `imap`. */
export async function prepareEmptyPractice(lab: Lab, imap: LabServer, folder: string): Promise<void> {
  const engine = startEngineProcess(folder, lab.caPath, { kdfCost: cheapKdf })
  await setUpPractice(engine.client, { ...lab, imap: { ...lab.imap, implicit: imap } }, lab.people.lee)
  await engine.stop()
}
