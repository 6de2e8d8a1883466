/** The eighteen identifiers of the Safe Harbor method, 45 CFR 164.514(b)(2)(i)(A)–(R). */
export const categories = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'R',
] as const
export type Category = (typeof categories)[number]
