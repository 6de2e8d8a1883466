import type { Category } from '../../shared/safe-harbor.ts'

export { categories, type Category } from '../../shared/safe-harbor.ts'

/** What each identifier is called in results and on the command line. */
export const labelOf = {
  A: 'NAME',
  B: 'GEO',
  C: 'DATE',
  D: 'PHONE',
  E: 'FAX',
  F: 'EMAIL',
  G: 'SSN',
  H: 'MRN',
  I: 'HPBN',
  J: 'ACCOUNT',
  K: 'LICENSE',
  L: 'VEHICLE',
  M: 'DEVICE',
  N: 'URL',
  O: 'IP',
  P: 'BIOMETRIC',
  Q: 'PHOTO',
  R: 'OTHER_ID',
} as const satisfies Record<Category, string>

export type Label = (typeof labelOf)[Category]

/** The regulation's own wording, shortened, for reports and for the card in the window. */
export const categoryName: Readonly<Record<Category, string>> = {
  A: 'Name',
  B: 'Place smaller than a state',
  C: 'Date, or age over 89',
  D: 'Telephone number',
  E: 'Fax number',
  F: 'E-mail address',
  G: 'Social Security number',
  H: 'Medical record number',
  I: 'Health plan beneficiary number',
  J: 'Account number',
  K: 'Certificate or licence number',
  L: 'Vehicle identifier or plate',
  M: 'Device identifier or serial number',
  N: 'Web address',
  O: 'IP address',
  P: 'Biometric identifier',
  Q: 'Full-face photograph or comparable image',
  R: 'Other unique number, characteristic or code',
}
