import { Extension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Finding } from '../../../../shared/contract/index.ts'
import { findRanges } from './find-ranges.ts'

const key = new PluginKey<DecorationSet>('findings')

function decorate(doc: Node, findings: readonly Finding[]): DecorationSet {
  const byWord = new Map(findings.map((finding) => [finding.value, finding]))
  const words = [...byWord.keys()]
  const marks: Decoration[] = []
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true
    // A leaf such as a line break counts one position, as does its stand-in here.
    const text = block.textBetween(0, block.content.size, '', '\ufffc')
    for (const range of findRanges(text, words)) {
      const finding = byWord.get(text.slice(range.from, range.to))
      if (!finding) continue
      const start = position + 1
      marks.push(
        Decoration.inline(start + range.from, start + range.to, {
          class: finding.needsDecision ? 'finding finding-decide' : 'finding',
          title: finding.explanation,
        }),
      )
    }
    return false
  })
  return DecorationSet.create(doc, marks)
}

/** Underlines in the editor: never part of the text that is stored or sent. */
export const FindingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, marks) => {
          const findings = transaction.getMeta(key) as readonly Finding[] | undefined
          return findings === undefined
            ? marks.map(transaction.mapping, transaction.doc)
            : decorate(transaction.doc, findings)
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** Shows these findings instead of those shown before. */
export function showFindings(editor: Editor, findings: readonly Finding[]): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, findings).setMeta('addToHistory', false))
}
