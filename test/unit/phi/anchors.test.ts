import { beforeAll, describe, expect, it } from 'vitest'
import { lexicon } from '../../../src/main/phi/lexicon/loaded.ts'
import {
  anchorBits,
  anchorsOf,
  hasAnchor,
  type Candidate,
} from '../../../src/main/phi/recognizers/recognizer.ts'
import { recognizers } from '../../../src/main/phi/recognizers/registry.ts'
import { TokenText } from '../../../src/main/phi/text/token-text.ts'
import { tokenize } from '../../../src/main/phi/text/tokenize.ts'
import { readOwnTexts, readSet } from '../../../scripts/phi/own-texts.ts'
import { loadTestLexicon } from '../../support/phi/scan-text.ts'

/** Sentences and lines, so that most of them lack most anchors. */
function fragments(): string[] {
  const texts = [...readSet('general'), ...readSet('clinical').slice(0, 150), ...readOwnTexts('mail')]
  return texts.flatMap(({ text }) => text.split(/\n|(?<=\.)\s+/)).filter((fragment) => fragment.trim() !== '')
}

describe('the anchors of the recognizers', () => {
  const withoutAnchor = new Map<string, string[]>()
  let shown = 0

  beforeAll(async () => {
    await loadTestLexicon()
    const text = new TokenText()
    for (const fragment of fragments()) {
      tokenize(fragment, lexicon().words, text, false)
      lexicon().findPhrases(text)
      recognizers.forEach((recognizer, group) => {
        const labels = text.labelHits.filter((hit) => hit.group === group)
        if (hasAnchor(anchorBits(recognizer.anchors), anchorsOf(text), labels)) {
          shown++
          return
        }
        recognizer.find({ text, lexicon: lexicon(), labels, group }, ({ start, end }: Candidate) => {
          const found = [...(withoutAnchor.get(recognizer.id) ?? []), fragment.slice(start, end)]
          withoutAnchor.set(recognizer.id, found)
        })
      })
    }
  })

  it.each(recognizers)(
    '$id finds nothing where it has no anchor, so nothing is lost by not asking',
    ({ id }) => {
      expect(withoutAnchor.get(id) ?? []).toEqual([])
    },
  )

  it('leave recognizers to ask', () => {
    expect(shown).toBeGreaterThan(1_000)
  })
})
