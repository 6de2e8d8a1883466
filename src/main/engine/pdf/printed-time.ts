const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** "22 November 2026, 09:30 UTC"; empty for no time. */
export function printedTime(at: Date): string {
  if (Number.isNaN(at.getTime())) return ''
  const clock = at.toISOString().slice(11, 16)
  return `${String(at.getUTCDate())} ${months[at.getUTCMonth()] ?? ''} ${String(at.getUTCFullYear())}, ${clock} UTC`
}
