import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from '../../e2e/lab/index.ts'
import { decryptAndVerify, generateOwnKey } from '../../src/main/sealing/index.ts'
import type { OwnKey } from '../../src/main/sealing/index.ts'
import { startEngineProcess } from '../engine/engine-process.ts'
import type { EngineProcess } from '../engine/engine-process.ts'
import { setUpPractice, vaultPassphrase } from '../engine/set-up.ts'
import { readSealedText } from './sealed-text.ts'

/** A practice that was set up once: an account on the lab, a patient with a passphrase, a colleague with a key. */
export type PreparedPractice = {
  /** A copy of its data under `folder`, unlocked in a process of its own; also says how long that took. */
  readonly open: (folder: string) => Promise<{ engine: EngineProcess; openedInMs: number }>
  readonly copyTo: (folder: string) => Promise<void>
  /** The texts of what lies in the mailbox of the patient or the colleague, opened as they would open it. */
  readonly read: (raw: Buffer) => Promise<string>
}

async function unlock(
  folder: string,
  caPath: string,
): Promise<{ engine: EngineProcess; openedInMs: number }> {
  const start = performance.now()
  const engine = startEngineProcess(folder, caPath)
  await engine.client.vault.unlock({ passphrase: vaultPassphrase })
  return { engine, openedInMs: performance.now() - start }
}

async function setUp({ client }: EngineProcess, lab: Lab, leeKey: OwnKey): Promise<string> {
  const { rivera, maria, lee } = lab.people
  await setUpPractice(client, lab, rivera)
  const details = { nicknames: [], birthDate: null, recordNumber: null, phones: [], isAddressConfirmed: true }
  const patient = await client.contacts.add({
    ...details,
    kind: 'patient',
    name: maria.name,
    addresses: [maria.address],
    readsMailOn: 'computer',
    agreedToEmailOn: null,
  })
  const { words } = await client.contacts.makePassphrase({ contactId: patient.id })
  const colleague = await client.contacts.add({
    ...details,
    kind: 'colleague',
    name: lee.name,
    addresses: [lee.address],
    readsMailOn: 'computer',
    agreedToEmailOn: null,
  })
  await client.contacts.acceptCertificate({
    contactId: colleague.id,
    armored: leeKey.certificateArmored,
    compared: 'in-person',
  })
  return words.join(' ')
}

/** Sets a practice up in `scratch`. */
export async function preparePractice(lab: Lab, scratch: string): Promise<PreparedPractice> {
  const template = join(scratch, 'template')
  await mkdir(template)
  const { lee } = lab.people
  const leeKey = await generateOwnKey({ address: lee.address, now: new Date(Date.now() - 60_000) })
  const engine = startEngineProcess(template, lab.caPath)
  const words = await setUp(engine, lab, leeKey)
  await engine.stop()

  const readEncrypted = async (raw: Buffer): Promise<string> => {
    const armored = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/.exec(raw.toString('latin1'))
    const opened = await decryptAndVerify(armored?.[0] ?? '', {
      secretKeys: [leeKey.secretKeyArmored],
      senderCertificates: [],
      now: new Date(),
    })
    if (!opened.ok) throw new Error(opened.error.code)
    return Buffer.from(opened.value.inner).toString('utf8')
  }
  return {
    open: (folder) => unlock(folder, lab.caPath),
    copyTo: (folder) => cp(template, folder, { recursive: true }),
    read: (raw) => (raw.includes('multipart/encrypted') ? readEncrypted(raw) : readSealedText(raw, words)),
  }
}
