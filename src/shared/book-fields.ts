/** What a column of an address book's table can mean, in the order in which the choice is offered. */
export const bookFields = [
  'name',
  'first-name',
  'last-name',
  'address',
  'nickname',
  'phone',
  'birth-date',
  'record-number',
  'kind',
  'reads-mail-on',
  'agreed-on',
] as const
