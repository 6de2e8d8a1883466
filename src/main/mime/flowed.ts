/**
 * Undoes format=flowed (RFC 3676): joins soft-broken lines of the same quote depth, removes space-stuffing.
 * @param isDelSp the DelSp parameter: the space that marks a soft break is removed
 */
export function unflow(text: string, isDelSp: boolean): string {
  const out: string[] = []
  let paragraph: { depth: number; text: string[] } | null = null
  const flush = (): void => {
    if (paragraph !== null) out.push(quoteMarks(paragraph.depth) + paragraph.text.join(''))
    paragraph = null
  }
  for (const line of text.split(/\r?\n/)) {
    const depth = quoteDepth(line)
    const content = line.slice(depth).replace(/^ /, '')
    const isSignature = content === '-- '
    if (paragraph !== null && (paragraph.depth !== depth || isSignature)) flush()
    const isSoft = content.endsWith(' ') && !isSignature
    paragraph ??= { depth, text: [] }
    paragraph.text.push(isSoft && isDelSp ? content.slice(0, -1) : content)
    if (!isSoft) flush()
  }
  flush()
  return out.join('\n')
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line[depth] === '>') depth += 1
  return depth
}

function quoteMarks(depth: number): string {
  return depth === 0 ? '' : `${'>'.repeat(depth)} `
}
