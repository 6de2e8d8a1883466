import { getSchema } from '@tiptap/core'
import { EditorState } from '@tiptap/pm/state'
import StarterKit from '@tiptap/starter-kit'
import { describe, expect, it } from 'vitest'
import { wordsOfText } from './spelling-marks.ts'

const schema = getSchema([StarterKit])
const text = (words: string, ...marks: string[]) => ({
  type: 'text',
  text: words,
  marks: marks.map((type) => ({ type, attrs: type === 'link' ? { href: 'https://a.test' } : {} })),
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const docOf = (...content: object[]) =>
  EditorState.create({ doc: schema.nodeFromJSON({ type: 'doc', content }) }).doc

describe('the words of a message', () => {
  it('are those that its writer wrote: not a link, not what is quoted, not code', () => {
    const doc = docOf(
      paragraph(
        text('Plain and '),
        text('bold', 'bold'),
        text('er see '),
        text('some link', 'link'),
        text('ed here'),
      ),
      { type: 'blockquote', content: [paragraph(text('quoted words'))] },
      { type: 'codeBlock', content: [text('coded words')] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('listed'))] }] },
      paragraph(text('one'), { type: 'hardBreak' }, text('two'), text('code', 'code')),
    )
    const words = wordsOfText(doc)
    expect(words.map(({ word }) => word)).toEqual(['Plain', 'and', 'bolder', 'see', 'here', 'listed', 'one'])
    for (const { word, from, to } of words) expect(doc.textBetween(from, to)).toBe(word)
  })
})
