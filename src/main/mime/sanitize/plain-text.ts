/**
 * A sender's text without what no reader sees but every reader obeys: NUL, and the two marks that turn the order of
 * letters round by force (U+202D, U+202E), so that `fdp.exe` reads `exe.pdf`. Languages written from right to left
 * need neither; their own marks and isolates stay.
 */
export function plainText(text: string): string {
  return text.replace(/[\0\u202d\u202e]/g, '')
}
