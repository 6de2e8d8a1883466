import { observedMarkup, fetchingDeclarations, fetchingSheets, observingSheets } from './css.ts'
import { clobbering, controls, coveringAttributes, coveringSheets, reordered } from './deception.ts'
import { acrossParts } from './across-parts.ts'
import { embedded, fetchingElements, lookingAhead } from './fetching.ts'
import { foreignThatFetches, foreignThatRuns } from './foreign.ts'
import { navigations, otherSchemes } from './leaving.ts'
import { mutations } from './mutations.ts'
import { eventHandlers, scriptElements, scriptLinks } from './scripts.ts'

/** What a family does in a page that has none of our layers: who defends against nothing shows nothing. */
export type Harm = 'connects' | 'runs' | 'leaves' | 'deceives'

export interface Family {
  readonly harm: Harm
  readonly vectors: readonly string[]
}

/**
 * Leak, script, navigation and deception vectors for HTML mail, of our own writing, by family. Every remote reference
 * goes to `leak.test`, every script calls `pwn()`. Charsets have a table of their own, since they are bytes.
 */
export const vectorFamilies: Readonly<Record<string, Family>> = {
  'elements that fetch': { harm: 'connects', vectors: fetchingElements },
  'looking ahead and telling afterwards': { harm: 'connects', vectors: lookingAhead },
  'documents inside the document': { harm: 'connects', vectors: embedded },
  'SVG and MathML that fetch': { harm: 'connects', vectors: foreignThatFetches },
  'style attributes that fetch': {
    harm: 'connects',
    vectors: fetchingDeclarations.map((css) => `<p style="${css.replaceAll('"', '&quot;')}">x</p>`),
  },
  'style sheets that fetch': {
    harm: 'connects',
    vectors: [...fetchingDeclarations.map((css) => `p{${css}}`), ...fetchingSheets].map(
      (css) => `<style>${css}</style><p>x <b>y</b></p>`,
    ),
  },
  'style sheets that observe': {
    harm: 'connects',
    vectors: observingSheets.map((css) => `<style>${css}</style>${observedMarkup}`),
  },
  'pictures across MIME parts (EFAIL)': { harm: 'connects', vectors: acrossParts },
  'event handlers': { harm: 'runs', vectors: eventHandlers },
  'script elements': { harm: 'runs', vectors: scriptElements },
  'script addresses': { harm: 'runs', vectors: scriptLinks },
  'SVG and MathML that run': { harm: 'runs', vectors: foreignThatRuns },
  'parser mutations': { harm: 'runs', vectors: mutations },
  'leading away': { harm: 'leaves', vectors: navigations },
  'addresses of other programs': { harm: 'deceives', vectors: otherSchemes },
  'style attributes that cover or hide': { harm: 'deceives', vectors: coveringAttributes },
  'style sheets that cover or hide': { harm: 'deceives', vectors: coveringSheets },
  'clobbered names': { harm: 'deceives', vectors: clobbering },
  'controls and forged notices': { harm: 'deceives', vectors: controls },
  'reordered text': { harm: 'deceives', vectors: reordered },
}
