import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { makePng, pngChunk } from '../../../test/support/pictures.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { Outside } from '../../shared/contract/index.ts'
import { readLogo } from '../sealing/index.ts'
import { coverOf, createOutsideDesk, type OutsideDesk } from './outside.ts'

let practice: TestPractice
let desk: OutsideDesk
beforeAll(async () => {
  practice = await makeTestPractice()
  desk = createOutsideDesk(practice)
  await practice.addPatient({ words: null, name: 'Tomasz Wierzbicki', phones: ['(555) 010-0161'] })
})
afterAll(() => {
  practice.dispose()
})

const neutral: Outside = {
  outsideName: 'Dr. Rivera',
  outsideSubject: '',
  outsideNote: '',
  outsideFileName: '',
  outsidePageName: '',
  outsideLogo: '',
  phone: '(555) 010-0100',
  language: 'en',
}
const problems = (changes: Partial<Outside>) => valueOf(desk.check({ ...neutral, ...changes })).problems

describe('what stands outside the seal', () => {
  it.each<[string, Partial<Outside>]>([
    ['a name', {}],
    ['in Spanish', { language: 'es', outsideNote: 'Atiendo llamadas de 9 a 17.' }],
    ['words of her own', { outsideNote: 'I answer calls from 9 to 5.', outsideSubject: 'A letter for you' }],
    ['names of files', { outsideFileName: 'Letter-1', outsidePageName: 'Rivera and Lind' }],
  ])('may be neutral: %s', (_what, changes) => {
    expect(problems(changes)).toEqual([])
  })

  it.each<[Partial<Outside>, ReturnType<typeof problems>]>([
    [{ outsideName: 'Hope Eating Disorder Clinic' }, [{ kind: 'health', field: 'outsideName' }]],
    [{ outsidePageName: 'Lakeside Addiction Recovery' }, [{ kind: 'health', field: 'outsidePageName' }]],
    [{ outsideName: 'Ana Rivera, LCSW' }, [{ kind: 'health', field: 'outsideName' }]],
    [{ outsideName: 'Lakeside Therapy' }, [{ kind: 'health', field: 'outsideName' }]],
    [{ outsideNote: 'Call about your appointment.' }, [{ kind: 'health', field: 'outsideNote' }]],
    [{ outsideFileName: 'Depression plan' }, [{ kind: 'health', field: 'outsideFileName' }]],
    [{ outsideName: 'Centro de Salud Mental' }, [{ kind: 'health', field: 'outsideName' }]],
    [{ outsideSubject: 'For Tomasz Wierzbicki' }, [{ kind: 'names-patient', field: 'outsideSubject' }]],
    [{ phone: '(555) 010-0161' }, [{ kind: 'names-patient', field: 'phone' }]],
    [{ outsideNote: 'My SSN is 536-22-8145' }, [{ kind: 'number', field: 'outsideNote' }]],
    [{ outsideNote: 'See www.rivera.example' }, [{ kind: 'link', field: 'outsideNote' }]],
    [{ outsideNote: 'Open rivera-letters.com first' }, [{ kind: 'link', field: 'outsideNote' }]],
    [{ outsideNote: 'Type your mail password' }, [{ kind: 'asks-password', field: 'outsideNote' }]],
    [{ outsideNote: 'Escriba su contraseña' }, [{ kind: 'asks-password', field: 'outsideNote' }]],
  ])('is questioned: %j', (changes, expected) => {
    expect(problems(changes)).toEqual(expected)
  })

  it('is shown as a phone shows it', () => {
    const { preview } = valueOf(
      desk.check({ ...neutral, outsideNote: 'I answer calls from 9 to 5.', outsideFileName: 'Letter' }),
    )
    expect(preview).toEqual({
      from: 'Dr. Rivera',
      subject: 'Message from Dr. Rivera',
      text:
        'I answer calls from 9 to 5.\n\nOn a phone, open Letter.pdf. On a computer, download Letter.html and open it. ' +
        'Both ask for the passphrase we agreed. Lost it? Call (555) 010-0100.\n\n' +
        'Please keep private things out of an ordinary reply.\n',
      files: ['Letter.pdf', 'Letter.html'],
      pageTitle: 'Message from Dr. Rivera',
    })
  })

  it('is saved when neutral, and when a person keeps what tells of health; never with a patient in it', () => {
    const clinic = { ...neutral, outsideName: 'Hope Eating Disorder Clinic' }
    expect(valueOf(desk.save(clinic, false)).saved).toBe(false)
    expect(valueOf(desk.save({ ...clinic, outsideSubject: 'For Tomasz Wierzbicki' }, true)).saved).toBe(false)
    expect(practice.practice().outsideName).toBe('Ana Rivera')
    expect(practice.events().filter(({ type }) => type === 'outside.changed')).toEqual([])

    expect(valueOf(desk.save(clinic, true)).saved).toBe(true)
    expect(valueOf(desk.save(neutral, false)).saved).toBe(true)
    expect(practice.practice()).toMatchObject({ ...neutral, clinicianName: 'Dr. Ana Rivera' })
    expect(practice.events().filter(({ type }) => type === 'outside.changed')).toEqual([
      { type: 'outside.changed', fields: ['outsideName'], warning: 'health-kept' },
      { type: 'outside.changed', fields: ['outsideName'], warning: 'none' },
    ])
  })

  it('carries a logo, which is read anew, and says in the record that it changed', () => {
    const logo = valueOf(readLogo(makePng({ width: 40, height: 16 })))
    const told = makePng({ width: 40, height: 16, more: [pngChunk('tEXt', Buffer.from('CANARY'))] })
    const asTold = `data:image/png;base64,${told.toString('base64')}`
    expect(valueOf(desk.save({ ...neutral, outsideLogo: asTold }, false)).saved).toBe(true)
    expect(practice.practice().outsideLogo).toBe(logo)
    expect(practice.events().at(-1)).toEqual({
      type: 'outside.changed',
      fields: ['outsideLogo'],
      warning: 'none',
    })
    const broken = desk.save({ ...neutral, outsideLogo: `${logo.slice(0, -8)}AAAAAAA=` }, false)
    expect(broken).toMatchObject({ ok: false, error: { code: 'logo/damaged' } })
    expect(practice.practice().outsideLogo).toBe(logo)
    expect(coverOf(practice.practice(), '').logo).toBe(logo)
    expect(valueOf(desk.save(neutral, false)).saved).toBe(true)
    expect(coverOf(practice.practice(), '').logo).toBeUndefined()
  })

  it('stays as it was when the audit log cannot be written', () => {
    const mute = createOutsideDesk({ ...practice, audit: practice.auditWithout('outside.changed') })
    const saved = mute.save({ ...neutral, outsideNote: 'New words' }, false)
    expect(saved.ok || saved.error.code).toBe('audit/write-failed')
    expect(practice.practice().outsideNote).toBe('')
  })
})
