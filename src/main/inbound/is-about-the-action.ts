/** As against the connection or the store, after which the same action may still succeed. */
export function isAboutTheAction(code: string): boolean {
  return code.startsWith('imap/')
}
