/** The start of a calendar day in the person's time zone, ms since 1970; months count from 1. */
export type LocalMidnight = (year: number, month: number, day: number) => number

/** `2026-11-21`, `2026-11`, `2026`, or `11/21/2026` as it is written in the United States; null for anything else. */
export function parseDate(value: string, localMidnight: LocalMidnight): number | null {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value)
  const [year, month, day] =
    iso === null
      ? [Number(american?.[3]), Number(american?.[1]), Number(american?.[2])]
      : [Number(iso[1]), Number(iso[2] ?? 1), Number(iso[3] ?? 1)]
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return isDate ? localMidnight(year, month, day) : null
}

export function localMidnight(year: number, month: number, day: number): number {
  return new Date(year, month - 1, day).getTime()
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
