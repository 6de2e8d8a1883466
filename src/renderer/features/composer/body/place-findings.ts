import type { Finding } from '../../../../shared/contract/index.ts'

/** A stretch of the editor's text without a paragraph's end in it; `from`: the position of its first unit. */
export type TextBlock = { readonly text: string; readonly from: number }

export type PlacedFinding = { readonly finding: Finding; readonly from: number; readonly to: number }

/**
 * Where in the editor the findings stand. The scanner reads the text without markup, so its offsets don't fit the
 * editor's; but the third "Maria" is the third in both. A value that goes over a paragraph's end has no place.
 */
export function placeFindings(blocks: readonly TextBlock[], findings: readonly Finding[]): PlacedFinding[] {
  const places = new Map<string, readonly { from: number; to: number }[]>()
  return findings.flatMap((finding) => {
    const known = places.get(finding.value) ?? placesOf(finding.value, blocks)
    places.set(finding.value, known)
    const place = known[finding.occurrence]
    return place === undefined ? [] : [{ finding, ...place }]
  })
}

function placesOf(value: string, blocks: readonly TextBlock[]): { from: number; to: number }[] {
  if (value.trim() === '') return []
  const words = value.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  const sought = new RegExp(words.join(String.raw`\s+`), 'g')
  const found: { from: number; to: number }[] = []
  for (const { text, from } of blocks) {
    sought.lastIndex = 0
    for (let match = sought.exec(text); match !== null; match = sought.exec(text)) {
      found.push({ from: from + match.index, to: from + match.index + match[0].length })
      // The scanner counts places that overlap, too.
      sought.lastIndex = match.index + 1
    }
  }
  return found
}
