import { Extension, type Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Finding } from '../../../../shared/contract/index.ts'
import { placeFindings, type PlacedFinding, type TextBlock } from './place-findings.ts'

type Shown = {
  readonly findings: readonly Finding[]
  /** Which of them are underlined. */
  readonly isMarked: (finding: Finding) => boolean
}

type Spec = { readonly finding: Finding; readonly isMarked: boolean }

const key = new PluginKey<DecorationSet>('findings')

function textBlocks(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = []
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true
    // A line break counts one position, as does its stand-in here.
    blocks.push({ text: block.textBetween(0, block.content.size, '', '\n'), from: position + 1 })
    return false
  })
  return blocks
}

function decorate(doc: Node, { findings, isMarked }: Shown): DecorationSet {
  const marks = placeFindings(textBlocks(doc), findings).map(({ finding, from, to }) => {
    const spec: Spec = { finding, isMarked: isMarked(finding) }
    const className = finding.needsDecision ? 'finding finding-decide' : 'finding'
    return Decoration.inline(from, to, spec.isMarked ? { class: className } : {}, spec)
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
          const shown = transaction.getMeta(key) as Shown | undefined
          return shown === undefined
            ? marks.map(transaction.mapping, transaction.doc)
            : decorate(transaction.doc, shown)
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** Knows these findings instead of those before, and underlines some of them. */
export function showFindings(editor: Editor, shown: Shown): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, shown).setMeta('addToHistory', false))
}

function placed(decorations: readonly Decoration[]): (PlacedFinding & Spec)[] {
  return decorations.map(({ from, to, spec }) => ({ ...(spec as Spec), from, to }))
}

/** The finding at a position of the document: an underlined one first. */
export function findingAt(editor: Editor, position: number): (PlacedFinding & Spec) | undefined {
  const there = placed(key.getState(editor.state)?.find(position, position) ?? [])
  return there.find(({ isMarked }) => isMarked) ?? there[0]
}

/** The first underlined finding after a position, else the first of all. */
export function findingAfter(editor: Editor, position: number): PlacedFinding | undefined {
  const all = placed(key.getState(editor.state)?.find() ?? [])
    .filter(({ isMarked }) => isMarked)
    .sort((one, other) => one.from - other.from)
  return all.find(({ from }) => from > position) ?? all[0]
}

export function placeOf(editor: Editor, finding: Finding): PlacedFinding | undefined {
  return placed(key.getState(editor.state)?.find() ?? []).find(
    (one) => one.finding.start === finding.start && one.finding.end === finding.end,
  )
}

/** Puts a consultation's words in the place of a finding, as one step that Mod+Z takes back. */
export function replaceInText(editor: Editor, { finding, from, to }: PlacedFinding): void {
  const { replacement } = finding
  if (replacement === null) return
  const { state } = editor
  const start = from - replacement.before
  const end = start + replacement.replaces.length
  const isThere =
    start >= state.doc.resolve(from).start() &&
    end <= state.doc.resolve(to).end() &&
    state.doc.textBetween(start, end, '', '\n') === replacement.replaces
  const [first, last] = isThere ? [start, end] : [from, to]
  // A link's target would still tell what its words no longer do.
  const marks = state.doc
    .resolve(from + 1)
    .marks()
    .filter(({ type }) => type.name !== 'link')
  const words = replacement.words === '' ? [] : state.schema.text(replacement.words, marks)
  editor.view.dispatch(closeHistory(state.tr.replaceWith(first, last, words).scrollIntoView()))
}
