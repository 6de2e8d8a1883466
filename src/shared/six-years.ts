/**
 * The same day six years before: how far an accounting of disclosures reaches back (45 CFR 164.528(a)(3)), and how long
 * documentation is kept (164.316(b)(2)(i)). Of 29 February it is the 28th.
 *
 * @param day `YYYY-MM-DD`
 */
export function sixYearsBefore(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 6).padStart(4, '0')
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`
}
