/** How many of the newest days, weeks and months keep their newest version. */
const keptDays = 14
const keptWeeks = 8
const keptMonths = 12
/** Kept whatever their times say: a clock that ran wild must not cost the last good ones. */
const keptNewest = 3

type Dated = { readonly number: number; readonly madeAt: string }

/**
 * Which versions stay: the newest of each of the last 14 days, 8 weeks and 12 months that have one, and the newest three
 * in any case. Days are days in UTC, weeks begin on Monday. It counts what is there, not what the clock says now.
 */
export function versionsToKeep<Version extends Dated>(versions: readonly Version[]): Version[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number)
  const kept = new Set<Version>(newestFirst.slice(0, keptNewest))
  for (const [periodOf, count] of [
    [dayOf, keptDays],
    [weekOf, keptWeeks],
    [monthOf, keptMonths],
  ] as const) {
    const periods = new Set<string>()
    for (const version of newestFirst) {
      const period = periodOf(version.madeAt)
      if (periods.has(period)) continue
      if (periods.size === count) break
      periods.add(period)
      kept.add(version)
    }
  }
  return newestFirst.filter((version) => kept.has(version))
}

const dayOf = (at: string) => at.slice(0, 10)
const monthOf = (at: string) => at.slice(0, 7)

const dayMs = 24 * 60 * 60 * 1000

/** The Monday of the week. */
function weekOf(at: string): string {
  const day = new Date(`${dayOf(at)}T00:00:00Z`)
  const sinceMonday = (day.getUTCDay() + 6) % 7
  return new Date(day.getTime() - sinceMonday * dayMs).toISOString().slice(0, 10)
}
