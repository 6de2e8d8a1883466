import type { ImportPreview } from '../../../src/shared/contract/index.ts'
import { groupIdSchema } from '../../../src/shared/ids.ts'
import { failure, os } from './base.ts'
import { nextId } from './state.ts'

const preview: ImportPreview = {
  importId: 'import-1',
  fileName: 'patients.csv',
  format: 'csv',
  kind: 'patient',
  columns: [
    { name: 'First Name', field: 'first-name', example: 'Rosa' },
    { name: 'Last Name', field: 'last-name', example: 'Delgado' },
    { name: 'E-mail Address', field: 'address', example: 'rosa.delgado@post.example' },
    { name: 'Mobile Phone', field: 'phone', example: '(555) 010-0161' },
    { name: 'Birthday', field: 'birth-date', example: '3/14/1991' },
    { name: 'Notes', field: null, example: 'Tuesdays' },
  ],
  counts: { new: 3, changed: 1, same: 12, unreadable: 2, certificates: 0 },
  people: [
    { line: 2, state: 'new', name: 'Rosa Delgado', address: 'rosa.delgado@post.example', fields: [] },
    { line: 3, state: 'new', name: 'Tom Becker', address: 'tom.becker@inbox.example', fields: [] },
    {
      ...{ line: 5, state: 'changed', name: 'Maria Alvarez', address: 'maria.alvarez@mailbox.example' },
      fields: ['phones', 'birthDate'],
    },
    { line: 6, state: 'new', name: 'June Park', address: 'june.park@mailbox.example', fields: [] },
  ],
  problems: [
    { line: 4, problem: 'no-address', value: 'Peter Long' },
    { line: 19, problem: 'bad-address', value: 'lena.at.post.example' },
  ],
}

export const addressBookRouter = {
  groups: os.addressBook.groups.handler(({ context: { state } }) => [...state.groups]),
  saveGroup: os.addressBook.saveGroup.handler(({ context: { state }, input, errors }) => {
    if (state.groups.some(({ id, name }) => name === input.name && id !== input.id)) {
      throw failure(errors, 'group/exists')
    }
    const id = input.id ?? groupIdSchema.parse(nextId(state))
    const members = state.contacts
      .filter((contact) => input.members.includes(contact.id))
      .map(({ id: contactId, name, addresses }) => ({ contactId, name, address: addresses[0] ?? '' }))
    const group = { id, name: input.name, members }
    state.groups = [...state.groups.filter((other) => other.id !== id), group]
    state.emit({ type: 'contacts-changed' })
    return group
  }),
  removeGroup: os.addressBook.removeGroup.handler(({ context: { state }, input }) => {
    state.groups = state.groups.filter(({ id }) => id !== input.id)
    state.emit({ type: 'contacts-changed' })
  }),
  openImport: os.addressBook.openImport.handler(({ input }) => ({ ...preview, kind: input.kind })),
  readImportAs: os.addressBook.readImportAs.handler(({ input }) => ({ ...preview, kind: input.kind })),
  confirmImport: os.addressBook.confirmImport.handler(({ input }) => ({
    added: preview.counts.new,
    changed: input.changesKnown ? preview.counts.changed : 0,
  })),
  cancelImport: os.addressBook.cancelImport.handler(() => undefined),
  export: os.addressBook.export.handler(({ context: { state } }) => ({
    saved: true,
    people: state.contacts.length,
  })),
}
