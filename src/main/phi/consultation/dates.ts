import { aggregatedAge, removedWording } from './wording.ts'
import type { Mention, Rewriting } from './rewriting.ts'

const YEAR = /(?<!\d)((?:18|19|20)\d{2})(?!\d)/g
const SHORT_YEAR = /^\D{0,12}\d{1,2}([/.-])\d{1,2}\1(\d{2})(?!\d)|['’](\d{2})(?!\d)/
const BEFORE_DATE =
  /(?:\b(on) )?(?:\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:\bthe )?$/i
const BEFORE_DECADE = /\b(?:in )?(?:his|her|their) (?:(?:early|mid|late)[ -])?$/i
const AFTER_AGE = /^(?:[ -]years?[ -](?:olds?|of age)\b|[ -]?yo\b|[ -]y\/o\b)/i
/** How old somebody is whom the year of birth alone gives away. */
const MOST_YEARS = 89

/** A date as its year; an age over 89 as the one category that the rule allows. */
export function rewriteDate({ finding, value, before, after }: Mention, thisYear: number): Rewriting {
  if (`${value}${after}`.startsWith(aggregatedAge)) return { words: value }
  if (finding.recognizer === 'age-over-89') {
    if (/nineties|90/.test(value) && !/^9\d\b/.test(value))
      return { words: aggregatedAge, before: BEFORE_DECADE.exec(before)?.[0].length ?? 0 }
    return { words: aggregatedAge, after: AFTER_AGE.exec(after)?.[0].length ?? 0 }
  }
  const years = yearsIn(value, thisYear)
  const lead = BEFORE_DATE.exec(before)
  const around = { before: lead?.[0].length ?? 0 }
  if (years.length === 0 || years.some((year) => year < thisYear - MOST_YEARS))
    return { words: removedWording('DATE', finding.recognizer), ...around, before: leadWithout(lead) }
  const written = [...new Set(years)].join('–')
  const on = lead?.[1]
  return { words: on === undefined ? written : `${on === 'On' ? 'In' : 'in'} ${written}`, ...around }
}

/** "on" stays before what is no year. */
function leadWithout(lead: RegExpExecArray | null): number {
  if (lead === null) return 0
  return lead[0].length - (lead[1] === undefined ? 0 : lead[1].length + 1)
}

function yearsIn(value: string, thisYear: number): number[] {
  const full = [...value.matchAll(YEAR)].map(([year]) => Number(year))
  if (full.length > 0) return full
  const short = SHORT_YEAR.exec(value)
  const digits = short?.[2] ?? short?.[3]
  if (digits === undefined) return []
  const century = Number(digits) <= (thisYear + 1) % 100 ? 2000 : 1900
  return [century + Number(digits)]
}
