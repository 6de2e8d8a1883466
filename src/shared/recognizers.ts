/**
 * Recognizers of the scan that can be switched off, by the category that they look for. Those of the numbers that Send
 * asks about (Social Security, card and account numbers) can't be, nor can the list of patients.
 */
export const switchableRecognizers = [
  'name-after-title',
  'name-after-label',
  'name-in-full',
  'name-beside-role',
  'name-alone',
  'staff-initials',
  'street-address',
  'postal',
  'place',
  'facility',
  'care-site',
  'geocode',
  'date',
  'age-over-89',
  'phone',
  'fax',
  'email',
  'medical-record-number',
  'health-plan-number',
  'licence-number',
  'vehicle',
  'device',
  'url',
  'ip-address',
  'biometric',
  'photo',
  'other-id',
  'code',
  'access-code',
] as const
export type SwitchableRecognizer = (typeof switchableRecognizers)[number]
