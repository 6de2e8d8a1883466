import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok } from '../../shared/result.ts'
import { derivePassphraseKey } from '../sealing/index.ts'
import { currentPassphrase, findContact, listPassphrases, updateContact } from '../store/index.ts'
import { makeStrengthMeter } from '../vault/index.ts'
import { createPassphraseDesk, type PassphraseDesk } from './passphrases.ts'

const drawn = ['acorn', 'baker', 'candy', 'delta', 'eagle', 'fancy']
const typed = '  Violet harbor-Quilt,  Thunder maple otter 93 '
const asTold = 'Violet harbor-Quilt, Thunder maple otter 93'
const meter = makeStrengthMeter()

let practice: TestPractice
let maria: ContactId

function deskWith(audit: TestPractice['audit']): PassphraseDesk {
  return createPassphraseDesk({
    ...practice,
    audit,
    meter,
    trust: practice.sealing.trust,
    fingerprintWords: () => [],
    makeWords: () => drawn,
    randomBytes: practice.random,
  })
}

beforeEach(async () => {
  practice = await makeTestPractice()
  maria = await practice.addPatient({ words: null })
})
afterEach(() => {
  practice.dispose()
})

describe('words of the practice itself', () => {
  it('are agreed as they were typed, open as they are normalised, and are recorded as typed', async () => {
    const desk = deskWith(practice.audit)
    expect(await desk.type(maria, typed)).toEqual(ok({ origin: 'typed', words: [asTold] }))
    const row = currentPassphrase(practice.store, maria)
    expect(row).toMatchObject({ origin: 'typed', words: asTold, told: null, card: 1 })
    const opened = await derivePassphraseKey(
      'violet harbor quilt thunder maple otter 93',
      row?.salt ?? new Uint8Array(),
    )
    expect(Buffer.from(opened.key).equals(row?.derivedKey ?? Buffer.of())).toBe(true)
    expect(desk.show(maria)).toEqual(ok({ origin: 'typed', words: [asTold] }))
    expect(desk.card(maria)).toEqual(ok({ origin: 'typed', words: [asTold], card: 1 }))
    expect(practice.events().map(({ type }) => type)).toEqual([
      'passphrase.typed',
      'passphrase.shown',
      'passphrase.card-printed',
    ])
    expect(JSON.stringify(practice.events())).not.toMatch(/violet/i)
  })

  it('keep the words before for old messages, and give way to made ones in the same way', async () => {
    const desk = deskWith(practice.audit)
    expect(await desk.make(maria)).toEqual(ok({ origin: 'generated', words: drawn }))
    valueOf(await desk.type(maria, typed))
    valueOf(await desk.make(maria))
    expect(listPassphrases(practice.store, maria)).toMatchObject([
      { card: 3, origin: 'generated', words: drawn.join(' '), retiredAt: null },
      { card: 2, origin: 'typed', words: asTold, retiredAt: expect.any(Number) as number },
      { card: 1, origin: 'generated', words: drawn.join(' '), retiredAt: expect.any(Number) as number },
    ])
  })

  it.each([
    ['violet harbor', { code: 'seal/weak-passphrase', detail: { least: 60 } }],
    [`${asTold} Alvarez`, { code: 'seal/personal-passphrase', detail: { what: 'name' } }],
    ['ACORN baker candy delta eagle fancy', { code: 'seal/passphrase-taken' }],
    ['', { code: 'seal/weak-passphrase' }],
  ])('%j is refused, and changes nothing', async (words, error) => {
    await practice.addPatient({
      name: 'Daniel Ortiz',
      addresses: ['daniel@mail.example'],
      words: drawn.join(' '),
    })
    expect(await deskWith(practice.audit).type(maria, words)).toMatchObject({ ok: false, error })
    expect(currentPassphrase(practice.store, maria)).toBeNull()
    expect(practice.events()).toEqual([])
  })

  it('is pointed out as soon as something that became known of the person stands in it', async () => {
    const desk = deskWith(practice.audit)
    valueOf(await desk.type(maria, `${asTold} 0307`))
    const told = () => valueOf(desk.tell(maria, 'in-person', 'computer')).passphrase?.problem
    expect(told()).toBeNull()
    practice.write((tx) => {
      const contact = findContact(tx, maria)
      if (contact !== null) updateContact(tx, maria, { ...contact, birthDate: '1985-03-07' }, 1)
    })
    expect(told()).toBe('birth-date')
    valueOf(await desk.make(maria))
    expect(told()).toBeNull()
  })

  it('may be the words that the person has already', async () => {
    const desk = deskWith(practice.audit)
    valueOf(await desk.type(maria, typed))
    expect(desk.judge(maria, typed)).toMatchObject({ value: { problem: null, isEnough: true } })
    expect(await desk.type((maria + 1) as ContactId, typed)).toEqual(fail('contact/absent'))
  })

  it('A2: are not agreed when that cannot be recorded', async () => {
    valueOf(await deskWith(practice.audit).make(maria))
    const blocked = deskWith(practice.auditWithout('passphrase.typed', 'passphrase.made'))
    expect(await blocked.type(maria, typed)).toEqual(fail('audit/write-failed'))
    expect(await blocked.make(maria)).toEqual(fail('audit/write-failed'))
    expect(listPassphrases(practice.store, maria)).toMatchObject([
      { words: drawn.join(' '), retiredAt: null },
    ])
  })
})
