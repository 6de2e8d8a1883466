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

/** What rewriting a text to Safe Harbor can't take away, each as a code; the window has the words. */
export const consultationRisks = [
  'own-words',
  'rare-condition',
  'work-and-place',
  'public-event',
  'family',
  'days-in-words',
  'quoted',
  'attachments',
  'set-aside',
] as const
export type ConsultationRisk = (typeof consultationRisks)[number]
