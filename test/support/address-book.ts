import { afterEach, beforeEach } from 'vitest'
import { createImporter, type Importer } from '../../src/main/directory/address-book/importer.ts'
import { listContacts } from '../../src/main/store/index.ts'
import { makeTestPractice, type TestPractice } from './practice.ts'

/** Made anew for each test. */
export let practice: TestPractice
export let importer: Importer

/** A practice that knows nobody, and what imports into it, for each test of the file. */
export function withAddressBook(): void {
  beforeEach(async () => {
    practice = await makeTestPractice()
    importer = createImporter({ ...depsOf(practice), newId: () => 'one' })
  })
  afterEach(() => {
    practice.dispose()
  })
}

export function depsOf({ store, audit, clock, sealing }: TestPractice) {
  return { store, audit, clock, trust: sealing.trust, fingerprintWords: () => [] }
}

export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`
export const card = (...properties: string[]) => lines('BEGIN:VCARD', ...properties, 'END:VCARD')

/** Reads a file of patients; nothing is stored. */
export async function open(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? bytesOf(content) : content
  return importer.open({ name: 'people', bytes }, 'patient')
}

export const people = () =>
  listContacts(practice.store).map(({ name, addresses, phones, birthDate }) => {
    return { name, addresses, phones, birthDate }
  })
