const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A full date in any usual American or ISO form as `YYYY-MM-DD`; undefined where it isn't one. */
export function parseDate(written: string): string | undefined {
  const iso = /^\D{0,12}((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(written)
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3])
  const numeric = /(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?'?(\d{4}|\d{2})(?!\d)/.exec(written)
  if (numeric !== null) return dateOf(numeric[3], numeric[1], numeric[2])
  const monthFirst = /([a-z]{3,9})\.? {0,2}(\d{1,2})(?:st|nd|rd|th)?,? {1,2}(\d{4})/i.exec(written)
  if (monthFirst !== null) return dateOf(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th)?[- ](?:of )?([a-z]{3,9})\.?,?[- ](\d{4})/i.exec(written)
  if (dayFirst !== null) return dateOf(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])
  return undefined
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1)
}

function dateOf(year = '', month = '', day = ''): string | undefined {
  const [m, d] = [Number(month), Number(day)]
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined
  // A two-digit year of a birth date: 00 to 30 is this century.
  const full = year.length === 2 ? (Number(year) > 30 ? `19${year}` : `20${year}`) : year
  return `${full}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}
