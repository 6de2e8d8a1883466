import ts from 'typescript'

/** The same script in ASCII: other characters can stand only in literals and names, where an escape means the same. */
export function escapeNonAscii(script: string): string {
  return script.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/**
 * Breaks lines of a minified script after a comma, a semicolon or an opening brace between tokens, where a line
 * break never changes what it means.
 *
 * @throws when a literal is longer than a line
 */
export function breakLongLines(script: string, maxCharacters: number): string {
  const places = breakablePlaces(script)
  const broken: string[] = []
  let at = 0
  let next = 0
  for (const line of script.split('\n')) {
    const end = at + line.length
    while (end - at > maxCharacters) {
      while ((places[next] ?? Infinity) <= at + maxCharacters) next++
      const place = places[next - 1] ?? 0
      if (place <= at) throw new Error(`no place to break: ${script.slice(at, at + 80)}…`)
      broken.push(script.slice(at, place))
      at = place
    }
    broken.push(script.slice(at, end))
    at = end + 1
  }
  return broken.join('\n')
}

function breakablePlaces(script: string): number[] {
  const file = ts.createSourceFile('script.js', script, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS)
  const places: number[] = []
  const visit = (node: ts.Node) => {
    const { kind } = node
    if (
      kind === ts.SyntaxKind.CommaToken ||
      kind === ts.SyntaxKind.SemicolonToken ||
      kind === ts.SyntaxKind.OpenBraceToken
    ) {
      places.push(node.end)
    }
    for (const child of node.getChildren(file)) visit(child)
  }
  visit(file)
  return places.sort((a, b) => a - b)
}
