/**
 * Google, Yahoo and iCloud say only in prose that they take an app password and not the account's own; there is no
 * response code for it. The prose is read for this and goes no further.
 */
export function asksForAppPassword(serverText: string): boolean {
  return /app(lication)?[ -]specific password|app password/i.test(serverText)
}
