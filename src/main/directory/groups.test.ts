import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { ContactId, GroupId } from '../../shared/ids.ts'
import { createDirectory, type Directory } from './directory.ts'
import { createGroups, type Groups } from './groups.ts'
import { knowledgeOf } from './knowledge.ts'

let practice: TestPractice
let directory: Directory
let groups: Groups
let maria: ContactId
let daniel: ContactId
beforeEach(async () => {
  practice = await makeTestPractice()
  const { store, audit, clock, sealing } = practice
  directory = createDirectory({ store, audit, clock, trust: sealing.trust, fingerprintWords: () => [] })
  groups = createGroups({ store, audit, clock })
  maria = await practice.addPatient({ name: 'Maria Alvarez', addresses: ['maria@mail.example'] })
  daniel = await practice.addPatient({ name: 'Daniel Ortiz', addresses: ['daniel@mail.example'] })
})
afterEach(() => {
  practice.dispose()
})

const names = () =>
  valueOf(groups.list()).map(({ name, members }) => [name, members.map((one) => one.address)])

describe('a group', () => {
  it('is kept with its people by name, renamed, recorded by count and removed', () => {
    const { id } = valueOf(
      groups.save({ id: null, name: ' Tuesday group ', members: [maria, daniel, maria] }),
    )
    expect(names()).toEqual([['Tuesday group', ['daniel@mail.example', 'maria@mail.example']]])
    valueOf(groups.save({ id, name: 'Tuesdays', members: [maria] }))
    expect(names()).toEqual([['Tuesdays', ['maria@mail.example']]])
    valueOf(groups.remove(id))
    expect(names()).toEqual([])
    expect(practice.events().slice(-3)).toEqual([
      { type: 'group.saved', group: id, people: 2 },
      { type: 'group.saved', group: id, people: 1 },
      { type: 'group.removed', group: id },
    ])
  })

  it('has a name of its own, whatever its capitals', () => {
    const { id } = valueOf(groups.save({ id: null, name: 'Tuesday', members: [] }))
    expect(groups.save({ id: null, name: 'TUESDAY', members: [] })).toMatchObject({
      error: { code: 'group/exists' },
    })
    expect(groups.save({ id, name: 'TUESDAY', members: [] })).toMatchObject({ ok: true })
    const gone = 77 as GroupId
    expect(groups.save({ id: gone, name: 'Other', members: [] })).toMatchObject({
      error: { code: 'group/absent' },
    })
    expect(groups.remove(gone)).toMatchObject({ error: { code: 'group/absent' } })
  })

  it('leaves out who was removed or archived, and takes an archived person back', () => {
    valueOf(groups.save({ id: null, name: 'Both', members: [maria, daniel] }))
    valueOf(directory.archive(maria, true))
    expect(names()).toEqual([['Both', ['daniel@mail.example']]])
    valueOf(directory.archive(maria, false))
    expect(names()).toEqual([['Both', ['daniel@mail.example', 'maria@mail.example']]])
    valueOf(directory.remove(daniel))
    expect(names()).toEqual([['Both', ['maria@mail.example']]])
  })
})

describe('an archived person', () => {
  it('is off the lists, and still known with what is agreed', () => {
    valueOf(directory.archive(maria, true))
    const listed = (isArchived: boolean) => valueOf(directory.list({ isArchived })).map(({ name }) => name)
    expect(listed(false)).toEqual(['Daniel Ortiz'])
    expect(listed(true)).toEqual(['Maria Alvarez'])
    const known = knowledgeOf(practice.store, 'maria@mail.example', practice.sealing.trust(), null)
    expect(known).toMatchObject({ contact: { id: maria }, passphrase: { isTold: false } })
    valueOf(directory.archive(maria, false))
    expect(listed(false)).toEqual(['Daniel Ortiz', 'Maria Alvarez'])
    const person = expect.any(String) as string
    expect(practice.events().slice(-2)).toEqual([
      { type: 'contact.archived', person },
      { type: 'contact.restored', person },
    ])
  })
})
