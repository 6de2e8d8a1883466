import { beforeAll, describe, expect, it } from 'vitest'
import {
  guardRecipients,
  scan,
  type RecipientGuard,
  type ScanContext,
  type ScanDocument,
} from '../../../src/main/phi/index.ts'
import { practice, writtenTo } from '../../support/phi/practice.ts'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

/** The values found that belong to patients, with the index of the patient. */
function patientsIn(
  text: string,
  context: ScanContext = practice,
): (readonly [string, number | undefined])[] {
  return scanText(text, context)
    .findings.filter(({ recognizer, patient }) => recognizer === 'patient-list' || patient !== undefined)
    .map(({ start, end, patient }) => [text.slice(start, end), patient] as const)
}

describe('patient list', () => {
  beforeAll(loadTestLexicon)

  it.each([
    ['full name', 'Maria Alvarez was here', 'Maria Alvarez', 0],
    ['surname first', 'Alvarez, Maria was here', 'Alvarez, Maria', 0],
    ['with a middle initial', 'Maria T. Alvarez was here', 'Maria T. Alvarez', 0],
    ['in capitals', 'MARIA ALVAREZ was here', 'MARIA ALVAREZ', 0],
    ['in lower case', 'maria alvarez was here', 'maria alvarez', 0],
    ['surname alone', 'ask Alvarez for it', 'Alvarez', 0],
    ['own nickname', 'Dano has no time', 'Dano', 1],
    ['usual nickname', 'Dan Ortiz has no time', 'Dan Ortiz', 1],
    ['one letter wrong', 'Maria Alvarec was here', 'Maria Alvarec', 0],
    ['letters swapped', 'Maria Alvaerz was here', 'Maria Alvaerz', 0],
    ['both names nearly right', 'Daneil Ortis was here', 'Daneil Ortis', 1],
    ['everyday words in full', 'Will Young was here', 'Will Young', 2],
    ['without diacritics', 'Siobhan O’Connor was here', 'Siobhan O’Connor', 3],
    ['birth date in another form', 'born March 9, 1984 in June', 'March 9, 1984', 0],
    ['record number without its label', 'please look at hc20417 again', 'hc20417', 1],
    ['record number with other separators', 'please look at HC 20417 again', 'HC 20417', 1],
    ['telephone in another form', 'call 510.555.0142', '510.555.0142', 0],
    ['mail address', 'write to Dan.Ortiz@mail.example', 'Dan.Ortiz@mail.example', 1],
  ])('%s', (_name, text, value, patient) => {
    expect(patientsIn(text)).toContainEqual([value, patient])
  })

  it.each([
    ['an everyday word that is a first name', 'I will call you. Young adults welcome.'],
    ['another name one letter away', 'Mario Alvarado called'],
    ['names each of another patient, nearly right', 'Mario Ortis called'],
    ['a word one letter away', 'The marina is closed'],
    ['another record number', 'HC-20392'],
  ])('not %s', (_name, text) => {
    expect(patientsIn(text)).toEqual([])
  })

  it.each([
    [
      'in full',
      'at 412 Maple Street, Apt 3B, Dayton, Ohio 45402.',
      '412 Maple Street, Apt 3B, Dayton, Ohio 45402',
      0,
    ],
    ['shortened', 'still at 412 maple, apt 3B she says', '412 maple, apt 3B', 0],
    ['without its direction', 'drop it at 1181 Vineville please', '1181 Vineville', 1],
    ['of two patients', 'both at 7 Elm Ct now', '7 Elm Ct', undefined],
  ])('knows the postal address of a patient %s', (_name, text, value, patient) => {
    const patients = [
      { name: 'Ona Quill', address: '412 Maple Street, Apt 3B, Dayton, Ohio 45402' },
      { name: 'Lia Voss', address: '1181 N. Vineville\nMacon GA' },
      { name: 'Al Dorn', address: '7 Elm Ct' },
      { name: 'Bo Dorn', address: '7 Elm Ct' },
    ]
    expect(patientsIn(text, { ...practice, patients })).toEqual([[value, patient]])
    for (const other of ['412 Oak Street', '1412 Maple Street', '412 mg', '412-55 Maple', '3 Elm Ct'])
      expect(patientsIn(other, { ...practice, patients })).toEqual([])
  })

  it('takes no everyday word in lower case for a surname, nor a comma for the middle of a name', () => {
    const patients = [{ name: 'Pat Order' }, { name: 'Frank Stone' }]
    const context = { ...practice, patients }
    expect(patientsIn('Please order toner.', context)).toEqual([])
    expect(patientsIn('To be frank, Stone floors are cold.', context)).not.toContainEqual(['frank, Stone', 1])
    expect(patientsIn('ask frank stone, and pat order', context)).toEqual([
      ['frank stone', 1],
      ['pat order', 0],
    ])
  })

  it('knows every address of a patient', () => {
    const patients = [{ name: 'Ana Ruiz', emails: ['ana@home.example', 'ana@work.example'] }]
    const context = { ...practice, patients }
    expect(patientsIn('write to ana@work.example or ANA@home.example', context)).toEqual([
      ['ana@work.example', 0],
      ['ANA@home.example', 0],
    ])
  })

  it('leaves the patient open where two share the name', () => {
    const context = { ...practice, patients: [{ name: 'Ana Ruiz' }, { name: 'Ana Ruiz' }] }
    expect(patientsIn('Ana Ruiz called', context)).toEqual([['Ana Ruiz', undefined]])
  })
})

describe('wrong-recipient guard', () => {
  beforeAll(loadTestLexicon)

  function guards(document: ScanDocument, context: ScanContext): readonly RecipientGuard[] {
    return guardRecipients(document, scan(document, context), context)
  }
  const letter = (text: string): ScanDocument => ({ parts: [{ id: 'text', kind: 'text', text }] })
  const toMaria = { ...writtenTo('maria.alvarez@mail.example'), knownAddresses: ['lee@clinic.example'] }

  it.each([
    [
      'names another patient in full',
      'Dear Maria, the form of Daniel Ortiz is attached.',
      'another-patient-named',
    ],
    ['names another by title and surname', 'Mr. Ortiz was here before you.', 'another-patient-named'],
    ['greets another patient', 'Hi Daniel,\nsee you on Thursday.', 'another-patient-named'],
    ['holds another patient’s record number', 'Your number is HC-20417.', 'another-patient-named'],
  ])('asks where the message %s', (_name, text, kind) => {
    expect(guards(letter(text), toMaria)).toEqual([expect.objectContaining({ kind, patient: 1 })])
  })

  it('asks where a file names another patient, by its name or inside', () => {
    const byName: ScanDocument = {
      parts: [{ id: 'f', kind: 'file-name', text: 'Daniel_Ortiz_statement.pdf' }],
    }
    const inside: ScanDocument = {
      parts: [{ id: 'a', kind: 'attachment', text: 'Statement for Daniel Ortiz' }],
    }
    expect(guards(byName, toMaria).map(({ kind }) => kind)).toEqual(['attachment-names-other-patient'])
    for (const text of ['OrtizDaniel.pdf', 'statementDanielOrtiz2026.pdf', 'DanielOrtiz.docx'])
      expect(guards({ parts: [{ id: 'f', kind: 'file-name', text }] }, toMaria)).toHaveLength(1)
    for (const text of ['OrtizPlumbing.pdf', 'AlvarezMaria.pdf', 'DanielWebster.pdf'])
      expect(guards({ parts: [{ id: 'f', kind: 'file-name', text }] }, toMaria)).toEqual([])
    expect(guards(inside, toMaria).map(({ kind }) => kind)).toEqual(['attachment-names-other-patient'])
  })

  it.each([
    ['names the patient it goes to', 'Dear Maria Alvarez, your statement is attached.', toMaria],
    ['mentions a colleague of that surname', 'Dear Maria, Dr. Ortiz will see you.', toMaria],
    ['mentions somebody’s first name', 'Dear Maria, my colleague Daniel will be there too.', toMaria],
    [
      'goes to a colleague',
      'I refer Daniel Ortiz to you.',
      { ...practice, recipients: ['lee@clinic.example'], knownAddresses: ['lee@clinic.example'] },
    ],
    [
      'goes to both patients',
      'Maria Alvarez and Daniel Ortiz',
      { ...toMaria, recipients: ['maria.alvarez@mail.example', 'dan.ortiz@mail.example'] },
    ],
  ])('does not ask where the message %s', (_name, text, context) => {
    expect(guards(letter(text), context)).toEqual([])
  })

  it.each([
    ['a letter changed', 'maria.alvares@mail.example'],
    ['a letter missing', 'maria.alvrez@mail.example'],
    ['letters swapped', 'maria.alvarez@mial.example'],
  ])('asks about an address with %s', (_name, address) => {
    expect(guards(letter('Hello'), { ...practice, recipients: [address] })).toEqual([
      { kind: 'look-alike-address', address, known: 'maria.alvarez@mail.example' },
    ])
  })

  it('asks about an address that was put on the list a moment ago', () => {
    const address = 'maria.alvares@mail.example'
    const listed = { ...practice, knownAddresses: [address], recipients: [address] }
    expect(guards(letter('Hello'), listed)).toEqual([])
    expect(guards(letter('Hello'), { ...listed, newAddresses: [address] })).toEqual([
      { kind: 'look-alike-address', address, known: 'maria.alvarez@mail.example' },
    ])
  })

  it('does not ask about a known address or one that is far from all', () => {
    expect(
      guards(letter('Hello'), {
        ...practice,
        recipients: ['maria.alvarez@mail.example', 'new@other.example'],
      }),
    ).toEqual([])
  })
})
