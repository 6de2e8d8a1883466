import { Extension, type Editor } from '@tiptap/core'
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { wordsIn, type WordAt } from './words-in.ts'

type IsWrong = (word: string) => boolean
type Marks = {
  readonly isWrong: IsWrong
  /** Its letters were typed last and the caret is still in it. */
  readonly typed: WordAt | null
  readonly decorations: DecorationSet
}
type Change = { readonly isWrong: IsWrong } | 'left'

const key = new PluginKey<Marks>('spelling')

/** A paragraph that didn't change is the same node as before. */
const wordsOfBlocks = new WeakMap<Node, readonly WordAt[]>()

function wordsOf(block: Node): readonly WordAt[] {
  const known = wordsOfBlocks.get(block)
  if (known !== undefined) return known
  let text = ''
  block.forEach((child) => {
    const isProse = !child.marks.some(({ type }) => type.name === 'link' || type.name === 'code')
    // Of a link not even the words beside it that touch it are checked.
    text += child.isText
      ? isProse
        ? (child.text ?? '')
        : '_'.repeat(child.nodeSize)
      : '\n'.repeat(child.nodeSize)
  })
  const words = wordsIn(text)
  wordsOfBlocks.set(block, words)
  return words
}

/** The words of the person's own text, by their positions: not what is quoted, nor code. */
export function wordsOfText(doc: Node): WordAt[] {
  const words: WordAt[] = []
  doc.descendants((node, position) => {
    if (node.type.name === 'blockquote' || node.type.spec.code === true) return false
    if (!node.isTextblock) return true
    for (const { word, from, to } of wordsOf(node))
      words.push({ word, from: position + 1 + from, to: position + 1 + to })
    return false
  })
  return words
}

function wordAtCaret(words: readonly WordAt[], { selection }: EditorState): WordAt | null {
  const { from, empty } = selection
  return (empty ? words.find((word) => word.from <= from && from <= word.to) : undefined) ?? null
}

function marksOf(state: EditorState, isWrong: IsWrong, isTyping: boolean): Marks {
  const words = wordsOfText(state.doc)
  const typed = isTyping ? wordAtCaret(words, state) : null
  const decorations = words
    .filter((word) => word.from !== typed?.from && isWrong(word.word))
    .map((word) =>
      Decoration.inline(word.from, word.to, { class: 'misspelt', 'aria-invalid': 'spelling' }, word),
    )
  return { isWrong, typed, decorations: DecorationSet.create(state.doc, decorations) }
}

function isStillTyping(change: Change | undefined, transaction: Transaction, before: Marks): boolean {
  if (change === 'left') return false
  if (transaction.docChanged) return !isHistoryTransaction(transaction)
  const { from, empty } = transaction.selection
  return before.typed !== null && empty && before.typed.from <= from && from <= before.typed.to
}

/** Underlines misspelt words once the caret has left them: never part of the text that is stored or sent. */
export const SpellingMarks = Extension.create({
  name: 'spellingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: {
        init: (_, state) => marksOf(state, () => false, false),
        apply: (transaction, before, _, state) => {
          const change = transaction.getMeta(key) as Change | undefined
          if (change === undefined && !transaction.docChanged && !transaction.selectionSet) return before
          const isWrong = typeof change === 'object' ? change.isWrong : before.isWrong
          return marksOf(state, isWrong, isStillTyping(change, transaction, before))
        },
      },
      props: {
        decorations: (state) => key.getState(state)?.decorations,
        handleDOMEvents: {
          blur: (view) => {
            view.dispatch(view.state.tr.setMeta(key, 'left' satisfies Change).setMeta('addToHistory', false))
          },
        },
      },
    }),
  ],
})

/** Marks anew by what is known now. */
export function showMisspelt(editor: Editor, isWrong: IsWrong): void {
  const change: Change = { isWrong }
  editor.view.dispatch(editor.state.tr.setMeta(key, change).setMeta('addToHistory', false))
}

/** The words that are to be checked: all but the one that is being typed. */
export function wordsToCheck(editor: Editor): string[] {
  const typed = key.getState(editor.state)?.typed
  return wordsOfText(editor.state.doc)
    .filter(({ from }) => from !== typed?.from)
    .map(({ word }) => word)
}

/** The marked word at a position of the document. */
export function misspeltAt(editor: Editor, position: number): WordAt | undefined {
  const [found] = key.getState(editor.state)?.decorations.find(position, position) ?? []
  return found?.spec as WordAt | undefined
}

/** Puts another word there, as one step that Mod+Z takes back, and the caret behind it. */
export function replaceWord(editor: Editor, { from, to }: WordAt, by: string): void {
  const { state } = editor
  const marks = state.doc.resolve(from + 1).marks()
  editor.view.dispatch(
    closeHistory(state.tr.replaceWith(from, to, state.schema.text(by, marks)).scrollIntoView()),
  )
}
