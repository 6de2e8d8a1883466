import type { MailMonth } from '../../../../shared/contract/index.ts'

export const methods = [
  'openpgp',
  'smime',
  'sealed-message',
] as const satisfies readonly (keyof MailMonth['protection'])[]

const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short' })
const longMonth = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })

function startOf(month: string): Date {
  return new Date(`${month}-01T12:00:00`)
}

/** `Nov`, under its column. */
export function shortMonthName(month: string): string {
  return shortMonth.format(startOf(month)).slice(0, 3)
}

/** `November 2026` */
export function longMonthName(month: string): string {
  return longMonth.format(startOf(month))
}

/** Sealed copies that left in a month, by any method. */
export function copiesOf({ protection }: Pick<MailMonth, 'protection'>): number {
  return methods.reduce((sum, method) => sum + protection[method], 0)
}

/** The end of the scale: the next of 1, 2, 5 times a power of ten that no month goes beyond; at least 10. */
export function scaleEnd(months: readonly Pick<MailMonth, 'protection'>[]): number {
  const most = Math.max(10, ...months.map(copiesOf))
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= most) ?? most
}
