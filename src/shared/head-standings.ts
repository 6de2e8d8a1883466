/**
 * What a log that is read here says of a head that was signed elsewhere: it holds it; it ends before it; none of its exports
 * has that record; what it has there isn't proven; it is another log that the same key signed. Then the alarms: it has another
 * record there; it was made later and ends before it; another key signed it.
 */
export const headStandings = [
  'holds',
  'ends-before',
  'not-here',
  'unproven',
  'other-log',
  'contradicts',
  'taken-back',
  'other-signer',
] as const
export type HeadStanding = (typeof headStandings)[number]

export const headAlarms: readonly HeadStanding[] = ['contradicts', 'taken-back', 'other-signer']
