import { beforeEach, describe, expect, it } from 'vitest'
import { depsOf, practice, withAddressBook } from '../../../../test/support/address-book.ts'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { listContacts } from '../../store/index.ts'
import { exportPeople } from './exporter.ts'
import { createImporter } from './importer.ts'

withAddressBook()

describe('what is exported', () => {
  beforeEach(async () => {
    await practice.addPatient({
      ...{
        name: '=HYPERLINK("https://evil.example";"Maria")',
        addresses: ['maria@post.example', 'm@x.example'],
      },
      ...{ nicknames: ['Mari; "M"', 'Łucja'], phones: ['+1 555 010 0134'], birthDate: '1988-04-12' },
      ...{ recordNumber: '@R-20417', readsMailOn: 'phone', agreedToEmailOn: '2026-02-03' },
    })
    await practice.addColleague('Dr. Lee', 'lee@clinic.example')
  })

  const fieldsOf = (of: TestPractice) =>
    listContacts(of.store).map(
      ({
        id: _id,
        createdAt: _made,
        updatedAt: _changed,
        formThatWorked: _form,
        isBlocked: _blocked,
        ...fields
      }) => fields,
    )

  it.each(['csv', 'vcard'] as const)('as %s comes back the same in another practice', async (format) => {
    const { bytes, people: count } = exportPeople(practice.store, format, ['patient', 'colleague', 'other'])
    expect(count).toBe(2)
    const other = await makeTestPractice()
    try {
      const fresh = createImporter({ ...depsOf(other), newId: () => 'two' })
      const preview = valueOf(await fresh.open({ name: 'people', bytes }, 'other'))
      expect(preview.problems).toEqual([])
      expect(preview.counts.certificates).toBe(format === 'vcard' ? 1 : 0)
      valueOf(fresh.confirm(preview.importId, true))
      expect(fieldsOf(other)).toEqual(fieldsOf(practice))
    } finally {
      other.dispose()
    }
  })

  it('holds no cell that a spreadsheet would run', () => {
    const csv = new TextDecoder().decode(exportPeople(practice.store, 'csv', ['patient']).bytes)
    expect(csv).toContain(`"'=HYPERLINK(""https`)
    expect(csv).toContain(`"'+1 555 010 0134"`)
    expect(csv).toContain(`"'@R-20417"`)
    expect(csv).not.toMatch(/(?:^|,)"[=+\-@]/m)
  })

  it('holds neither passphrases nor those of other kinds', () => {
    const card4 = new TextDecoder().decode(exportPeople(practice.store, 'vcard', ['patient']).bytes)
    expect(card4).toContain('VERSION:4.0\r\nFN:=HYPERLINK')
    expect(card4).not.toContain('lee@clinic.example')
    expect(card4).not.toContain('acorn')
    expect(card4.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })
})
