import type { BookField, ContactDetails, EntryProblem } from '../../../shared/contract/index.ts'

/** One person as a file has her, before anything is checked: values by what they mean, in the order of the file. */
export interface RawEntry {
  /** Where the entry begins in the file, from 1. */
  readonly line: number
  readonly values: readonly { readonly field: BookField; readonly value: string }[]
  /** Certificates as the file has them: armored text or bytes. */
  readonly keys: readonly (Uint8Array | string)[]
}

export interface UnreadableEntry {
  readonly line: number
  readonly problem: EntryProblem
  /** What it is about, cut short; for the window alone. */
  readonly value: string
}

/** What a file says of one person, checked. What it doesn't say is missing. */
export interface BookEntry {
  readonly line: number
  readonly details: Partial<ContactDetails> & Pick<ContactDetails, 'name' | 'addresses'>
  /** A name stands in the file; else it was made from the address. */
  readonly isNamed: boolean
  readonly keys: readonly (Uint8Array | string)[]
}
