import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { maildirOf } from '../../e2e/lab/dovecot.ts'
import type { Lab, Person } from '../../e2e/lab/index.ts'
import { generateOwnKey } from '../../src/main/sealing/index.ts'
import { proofOf } from '../../test/support/paper.ts'
import { openOtherProgram, plainMail } from '../../test/support/lab-client.ts'
import { startTcpGate, type TcpGate } from '../../test/support/tcp-gate.ts'
import { startEngineProcess, type EngineProcess } from '../engine/engine-process.ts'
import { vaultPassphrase } from '../engine/set-up.ts'
import { fillMaildir } from '../mails/maildir.ts'
import { serverStates, type ServerStates } from './server-state.ts'

/** More than what begins to be stored in bulk (`bulkFrom`), and little enough to replay actions on. */
const inboxMessages = { large: 620, small: 60 }
const filedMessages = { Archive: 25, Projects: 15 }

/** The servers and the data that every run begins from. */
export type SyncWorld = {
  readonly lab: Lab
  readonly owner: Person
  /** Between the engine and the IMAP server; not before other programs. */
  readonly gate: TcpGate
  /** `small` and `large`: what lies in the account. */
  readonly states: ServerStates
  /** A copy of a practice: `new` has no account yet, `synced` was in step with `small`. */
  readonly copyTo: (template: 'new' | 'synced', folder: string) => Promise<void>
  /** An engine over that folder, unlocked; also says how long that took. */
  readonly open: (folder: string) => Promise<{ engine: EngineProcess; openedInMs: number }>
  readonly addAccount: (engine: EngineProcess) => Promise<void>
  readonly stop: () => Promise<void>
}

/** @param engineFile as for `startEngineProcess` */
export async function prepareSyncWorld(lab: Lab, scratch: string, engineFile?: string): Promise<SyncWorld> {
  const owner = lab.people.rivera
  const gate = await startTcpGate(lab.imap.implicit.port)
  const template = (name: string) => join(scratch, `template-${name}`)
  const start = (folder: string) =>
    engineFile === undefined
      ? startEngineProcess(folder, lab.caPath)
      : startEngineProcess(folder, lab.caPath, { file: engineFile })
  const world: SyncWorld = {
    lab,
    owner,
    gate,
    states: serverStates(lab, owner, scratch),
    copyTo: (name, folder) => cp(template(name), folder, { recursive: true }),
    open: async (folder) => {
      const begun = performance.now()
      const engine = start(folder)
      await engine.client.vault.unlock({ passphrase: vaultPassphrase })
      return { engine, openedInMs: performance.now() - begun }
    },
    addAccount: async ({ client }) => {
      await client.accounts.add({
        name: owner.name,
        address: owner.address,
        providerId: 'generic',
        userName: owner.address,
        imap: { ...lab.imap.implicit, port: gate.port },
        smtp: lab.smtp.implicit,
        signIn: { kind: 'password', password: owner.password },
      })
    },
    stop: () => gate.close(),
  }
  await fillServer(world)
  await mkdir(template('new'))
  const engine = start(template('new'))
  await setUp(engine, lab)
  await engine.stop()
  await world.states.restore('small')
  await world.copyTo('new', template('synced'))
  const synced = await world.open(template('synced'))
  await world.addAccount(synced.engine)
  await synced.engine.measure.synced()
  await synced.engine.stop()
  return world
}

/** A vault with its kit, and a colleague with a key. */
async function setUp({ client }: EngineProcess, { people: { lee } }: Lab): Promise<void> {
  await client.vault.create({ passphrase: vaultPassphrase })
  const kit = await client.vault.makeKit()
  await client.vault.confirmKit(proofOf(kit))
  const key = await generateOwnKey({ address: lee.address, now: new Date(Date.now() - 60_000) })
  const colleague = await client.contacts.add({
    kind: 'colleague',
    name: lee.name,
    addresses: [lee.address],
    nicknames: [],
    birthDate: null,
    recordNumber: null,
    phones: [],
    isAddressConfirmed: true,
    readsMailOn: 'computer',
    agreedToEmailOn: null,
  })
  await client.contacts.acceptCertificate({
    contactId: colleague.id,
    armored: key.certificateArmored,
    compared: 'in-person',
  })
}

/** Ordinary mail, and what is hard to find again: no Message-ID, one for two messages, the same text twice. */
async function fillServer({ lab, owner, states }: SyncWorld): Promise<void> {
  const other = await openOtherProgram(lab, owner)
  await other.mailboxCreate('Projects')
  for (const [path, count] of Object.entries(filedMessages)) {
    for (let index = 0; index < count; index++) {
      const mail = plainMail({ subject: `${path} ${index}` }, owner.address)
      await other.append(path, mail, index % 3 === 0 ? ['\\Seen'] : [])
    }
  }
  for (const index of [0, 1, 2]) {
    const mail = plainMail({ subject: `Without ${index}` }, owner.address)
    await other.append('INBOX', mail.replace(/^Message-ID: .*\r\n/m, ''))
    const messageId = '<same@elsewhere.test>'
    await other.append('INBOX', plainMail({ subject: `Same ${index}`, messageId }, owner.address))
  }
  const maildir = maildirOf(join(lab.directory, 'dovecot'), owner.address)
  const fill = async (from: number, to: number): Promise<void> => {
    await fillMaildir(maildir, owner.address, { from, to })
    // The server numbers them now.
    await other.mailboxOpen('INBOX')
    await other.noop()
    await other.mailboxClose()
  }
  await fill(0, inboxMessages.small)
  await states.keep('small')
  await fill(inboxMessages.small, inboxMessages.large)
  await other.logout()
  await states.keep('large')
}
