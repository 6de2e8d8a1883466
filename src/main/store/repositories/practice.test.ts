import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freed, makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import {
  addAccount,
  addOwnKey,
  addTrustRoot,
  findSigningCertificate,
  freeOwnKey,
  removeOwnKey,
  setSigningCertificate,
  findAccountKey,
  findAccount,
  findAccountByAddress,
  findMailbox,
  findMailboxByRole,
  listAccounts,
  listFilesLetOut,
  listMailboxes,
  listOwnKeys,
  listTrustRoots,
  readSetting,
  recordFileLetOut,
  removeMailbox,
  removeTrustRoot,
  renameMailbox,
  saveCredentials,
  saveMailbox,
  saveSetting,
  saveSyncState,
  setHostFilesSent,
  setSizeLimit,
  updateAccount,
} from '../index.ts'

let test: TestStore
beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => test.dispose())

const addDr = () =>
  test.write((tx) =>
    addAccount(
      tx,
      {
        address: 'Dr@Practice.example',
        name: 'Dr. Rivera',
        settings: { imap: 'a' },
        credentials: { password: 'x' },
      },
      1,
    ),
  )

describe('accounts', () => {
  it('come back as saved, are found whatever the case, and exist once per address', () => {
    const id = addDr()
    expect(findAccountByAddress(test.store, 'dr@practice.EXAMPLE')).toMatchObject({
      id,
      settings: { imap: 'a' },
      credentials: { password: 'x' },
      hostFilesSent: null,
      sizeLimitBytes: null,
    })
    expect(addDr).toThrow('UNIQUE')
    expect(listAccounts(test.store)).toHaveLength(1)
  })

  it('learn from their host and get new tokens', () => {
    const id = addDr()
    test.write((tx) => {
      setHostFilesSent(tx, id, true)
      setSizeLimit(tx, id, 20_000_000)
      saveCredentials(tx, id, { token: 'new' }, 5)
      updateAccount(
        tx,
        id,
        { name: 'Rivera', settings: { imap: 'b' }, credentials: { token: 'newer' }, signature: 'Ana' },
        6,
      )
    })
    expect(findAccount(test.store, id)).toMatchObject({
      name: 'Rivera',
      settings: { imap: 'b' },
      credentials: { token: 'newer' },
      signature: 'Ana',
      hostFilesSent: true,
      sizeLimitBytes: 20_000_000,
    })
  })
})

describe('mailboxes', () => {
  const fields = { delimiter: '/', isSubscribed: true, isSelectable: true }

  it('keep what sync knows when LIST tells them again, and are sorted by role', () => {
    const accountId = addDr()
    const state = {
      uidValidity: 7,
      uidNext: 100,
      highestModseq: '9223372036854775807',
      serverTotal: 99,
      progress: { lowest: 50 },
      syncedAt: 5,
    }
    test.write((tx) => {
      saveMailbox(tx, accountId, { ...fields, path: 'Trash', name: 'Trash', role: 'trash' })
      saveMailbox(tx, accountId, { ...fields, path: 'Notes', name: 'Notes', role: 'other' })
      const inbox = saveMailbox(tx, accountId, { ...fields, path: 'INBOX', name: 'INBOX', role: 'inbox' })
      saveSyncState(tx, inbox, state)
      expect(saveMailbox(tx, accountId, { ...fields, path: 'INBOX', name: 'Inbox', role: 'inbox' })).toBe(
        inbox,
      )
    })
    expect(listMailboxes(test.store).map(({ path }) => path)).toEqual(['INBOX', 'Notes', 'Trash'])
    expect(findMailboxByRole(test.store, accountId, 'inbox')).toMatchObject({ name: 'Inbox', ...state })
  })

  it('are renamed and removed', () => {
    const accountId = addDr()
    const id = test.write((tx) =>
      saveMailbox(tx, accountId, { ...fields, path: 'A', name: 'A', role: 'other' }),
    )
    test.write((tx) => renameMailbox(tx, id, 'B/C', 'C'))
    expect(findMailbox(test.store, id)).toMatchObject({ path: 'B/C', name: 'C' })
    test.write((tx) => removeMailbox(tx, id))
    expect(listMailboxes(test.store, accountId)).toEqual([])
  })
})

describe('own keys', () => {
  const dr = 'dr@practice.example'
  const key = (fingerprint: string, isDefault: boolean, accountAddress = dr) => ({
    kind: 'openpgp' as const,
    fingerprint,
    accountAddress,
    addresses: [accountAddress],
    secret: 'armored secret',
    certificate: 'armored',
    createdAt: 1,
    expiresAt: null,
    isDefault,
  })

  it('have one default for each account; the ones before stay for old mail', () => {
    expect(findAccountKey(test.store, dr)).toBeNull()
    test.write((tx) => {
      addOwnKey(tx, key('OLD', true))
      addOwnKey(tx, key('NEW', true))
      addOwnKey(tx, key('OTHER', false))
      addOwnKey(tx, key('OFFICE', true, 'Office@practice.example'))
    })
    expect(findAccountKey(test.store, dr)).toMatchObject({ fingerprint: 'NEW', revokedAt: null })
    expect(findAccountKey(test.store, 'office@practice.example')).toMatchObject({ fingerprint: 'OFFICE' })
    expect(listOwnKeys(test.store, 'openpgp').map(({ fingerprint }) => fingerprint)).toEqual([
      'OFFICE',
      'NEW',
      'OTHER',
      'OLD',
    ])
    expect(listOwnKeys(test.store, 'smime')).toEqual([])
  })

  it('of S/MIME sign for the accounts that they were chosen for, and go with neither', () => {
    const account = addDr()
    expect(findSigningCertificate(test.store, account)).toBeNull()
    const smime = (fingerprint: string) => ({
      ...key(fingerprint, false),
      ...({ kind: 'smime', accountAddress: null } as const),
    })
    const [first, second] = test.write((tx) => {
      const ids = [addOwnKey(tx, smime('FIRST')), addOwnKey(tx, smime('SECOND'))] as const
      setSigningCertificate(tx, account, ids[0])
      return ids
    })
    expect(findSigningCertificate(test.store, account)).toMatchObject({ id: first, fingerprint: 'FIRST' })
    test.write((tx) => {
      setSigningCertificate(tx, account, second)
    })
    expect(findSigningCertificate(test.store, account)).toMatchObject({ fingerprint: 'SECOND' })
    test.write((tx) => {
      listOwnKeys(tx, 'smime')
        .filter(({ id }) => id === second)
        .forEach((key) => {
          removeOwnKey(tx, freed(freeOwnKey(tx, key)))
        })
    })
    expect(findSigningCertificate(test.store, account)).toBeNull()
    expect(listOwnKeys(test.store, 'smime').map(({ fingerprint }) => fingerprint)).toEqual(['FIRST'])
    expect(() => test.write((tx) => addOwnKey(tx, { ...smime('THIRD'), isDefault: true }))).toThrow()
  })
})

describe('settings, trust roots and files let out', () => {
  it('come back as saved', () => {
    test.write((tx) => {
      saveSetting(tx, 'window', { width: 1 }, 1)
      saveSetting(tx, 'window', { width: 2 }, 2)
      addTrustRoot(tx, { fingerprint: 'AB', pem: 'PEM', addedAt: 1 })
      addTrustRoot(tx, { fingerprint: 'AB', pem: 'PEM', addedAt: 2 })
      recordFileLetOut(tx, {
        at: 1,
        way: 'saved',
        path: '/x/a.pdf',
        name: 'a.pdf',
        sizeBytes: 5,
        messageId: null,
      })
      recordFileLetOut(tx, {
        at: 2,
        way: 'printed',
        path: null,
        name: 'Letter',
        sizeBytes: 0,
        messageId: null,
      })
    })
    expect(readSetting(test.store, 'window')).toEqual({ width: 2 })
    expect(readSetting(test.store, 'never saved')).toBeNull()
    expect(listTrustRoots(test.store)).toMatchObject([{ addedAt: 1 }])
    expect(listFilesLetOut(test.store, { before: null, limit: 10 }).map(({ name }) => name)).toEqual([
      'Letter',
      'a.pdf',
    ])
    test.write((tx) => removeTrustRoot(tx, 'AB'))
    expect(listTrustRoots(test.store)).toEqual([])
  })
})
