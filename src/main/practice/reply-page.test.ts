import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { findAccountKey } from '../store/index.ts'
import { createKeyDesk, type KeyDesk } from './key-desk.ts'
import { createReplyPageDesk, replyPageAddress, type ReplyPageDesk } from './reply-page.ts'

const address = 'https://rivera.example/reply.html'
let practice: TestPractice
let desk: ReplyPageDesk
let keys: KeyDesk
beforeAll(async () => {
  practice = await makeTestPractice()
  desk = createReplyPageDesk({ ...practice, assets: practice.sealing.reader })
  keys = createKeyDesk({ ...practice, fingerprintWords: () => [] })
})
afterAll(() => {
  practice.dispose()
})

const fingerprint = () => findAccountKey(practice.store, practice.address)?.fingerprint ?? ''
const named = () => replyPageAddress(practice.store, practice.accountId, fingerprint())
const page = () => desk.list()[0]
const save = () => {
  const made = valueOf(desk.make(practice.accountId))
  valueOf(desk.noteSaved(practice.accountId, made.fingerprint))
  return made
}
const publish = (at = address) => desk.publish(practice.accountId, at)

describe('the reply page of a practice', () => {
  it('is a file with the public certificate, and nothing of the vault', () => {
    const made = valueOf(desk.make(practice.accountId))
    const html = new TextDecoder().decode(made.bytes)
    expect(made.name).toBe('reply.html')
    expect(html).toContain('-----BEGIN PGP PUBLIC KEY BLOCK-----')
    const { secret = '' } = findAccountKey(practice.store, practice.address) ?? {}
    const inside = /\n\n([\s\S]{60})/.exec(secret)?.[1]?.replaceAll('\n', '\\n') ?? 'no secret key'
    expect({ secret: html.includes(inside), clinic: html.includes('Eating Disorder') }).toEqual({
      secret: false,
      clinic: false,
    })
    expect(page()).toMatchObject({ savedAt: null, address: null, inPdf: null })
  })

  it('is named nowhere before it was saved', () => {
    const refused = publish()
    expect(refused.ok || refused.error.code).toBe('outside/reply-page-outdated')
    expect(named()).toBeNull()
  })

  it('is named in PDFs from when its address is known, which is on the record', () => {
    save()
    expect(named()).toBeNull()
    expect(valueOf(publish())[0]).toMatchObject({ isForKeyInUse: true, address })
    expect(page()?.inPdf?.map(({ shows }) => shows)).toEqual([
      address,
      expect.stringMatching(/^\d{3} \d{3} \d{3}$/),
    ])
    expect(named()).toBe(address)
    expect(practice.events().at(-1)).toEqual({
      type: 'outside.changed',
      fields: ['replyPage'],
      warning: 'none',
    })
  })

  it('stays named after its key was renewed', async () => {
    practice.pass(86_400_000)
    valueOf(await keys.renew(fingerprint()))
    expect(named()).toBe(address)
  })

  it('is named no longer after its key was given up, until a new one stands in its place', async () => {
    valueOf(await keys.revoke(fingerprint(), 'compromised'))
    expect(named()).toBeNull()
    expect(page()).toMatchObject({ isForKeyInUse: false, address, inPdf: null })
    expect(publish().ok).toBe(false)
    save()
    // Saved isn't there yet: what stands on the site is the page for the key that was given up.
    expect(named()).toBeNull()
    valueOf(publish())
    expect(named()).toBe(address)
  })

  it('is taken out of PDFs', () => {
    expect(valueOf(desk.withdraw(practice.accountId))[0]).toMatchObject({ address: null, inPdf: null })
    expect(named()).toBeNull()
  })

  it('stays as it is when the audit log cannot be written', () => {
    const mute = createReplyPageDesk({
      ...practice,
      audit: practice.auditWithout('outside.changed'),
      assets: practice.sealing.reader,
    })
    const published = mute.publish(practice.accountId, address)
    expect(published.ok || published.error.code).toBe('audit/write-failed')
    expect(named()).toBeNull()
  })
})
