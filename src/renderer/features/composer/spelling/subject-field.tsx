import { useMemo, useRef, useState, useSyncExternalStore, useEffect } from 'react'
import type { SpellMemory } from './spell-memory.ts'
import { SpellingMenu } from './spelling-menu.tsx'
import { asksForMenu, useSpellingMenu } from './use-spelling-menu.ts'
import { wordsIn, type WordAt } from './words-in.ts'

type Props = {
  readonly id: string
  readonly noteId: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly memory: SpellMemory | null
}

const none: readonly WordAt[] = []
const never = () => () => undefined

/** The subject: a field, and behind its letters the same text unseen, which carries the marks. */
export function SubjectField({ id, noteId, value, onChange, memory }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  /** Where letters were typed last, until the caret leaves that word. */
  const [typedAt, setTypedAt] = useState<number | null>(null)
  const { menu, open, close, learn } = useSpellingMenu(memory)
  // What is wrong changes without the text.
  useSyncExternalStore(memory?.subscribe ?? never, () => memory?.version() ?? 0)

  const words = useMemo(() => (memory === null ? none : wordsIn(value)), [memory, value])
  const settled = words.filter(({ from, to }) => typedAt === null || typedAt < from || to < typedAt)
  const misspelt = settled.filter(({ word }) => memory?.isWrong(word) === true)
  useEffect(() => {
    memory?.look(settled.map(({ word }) => word))
  })

  /** A field shows the part of its text where the caret is. */
  const follow = () => {
    if (marks.current !== null && input.current !== null) marks.current.scrollLeft = input.current.scrollLeft
  }
  useEffect(follow)

  const openAt = (isThere: (word: WordAt, mark: DOMRect) => boolean): boolean => {
    const box = frame.current?.getBoundingClientRect()
    const drawn = [...(marks.current?.querySelectorAll('.misspelt') ?? [])]
    const place = misspelt.findIndex((word, index) => {
      const mark = drawn[index]?.getBoundingClientRect()
      return mark !== undefined && isThere(word, mark)
    })
    const [word, mark] = [misspelt[place], drawn[place]?.getBoundingClientRect()]
    if (word === undefined || mark === undefined || box === undefined) return false
    open(word, { x: mark.left - box.left, y: mark.top - box.top, height: mark.height })
    return true
  }

  const replace = ({ from, to }: WordAt, by: string) => {
    input.current?.focus()
    input.current?.setSelectionRange(from, to)
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else lets Mod+Z take back what is put into a field
    document.execCommand('insertText', false, by)
  }

  return (
    <div ref={frame} className="subject-field">
      <div ref={marks} className="subject-marks" aria-hidden>
        <MarkedText text={value} marked={misspelt} />
      </div>
      <input
        ref={input}
        id={id}
        className="subject-input"
        value={value}
        aria-describedby={noteId}
        onChange={({ currentTarget, nativeEvent }) => {
          // What Mod+Z brings back wasn't typed.
          const isUndone = nativeEvent instanceof InputEvent && nativeEvent.inputType.startsWith('history')
          setTypedAt(isUndone ? null : currentTarget.selectionStart)
          close()
          onChange(currentTarget.value)
        }}
        onSelect={({ currentTarget: { selectionStart } }) => {
          const typed = words.find(({ from, to }) => typedAt !== null && from <= typedAt && typedAt <= to)
          const isIn =
            typed !== undefined &&
            selectionStart !== null &&
            typed.from <= selectionStart &&
            selectionStart <= typed.to
          if (!isIn) setTypedAt(null)
          follow()
        }}
        onBlur={() => {
          setTypedAt(null)
        }}
        onScroll={follow}
        onContextMenu={(event) => {
          const { clientX: x } = event
          if (openAt((_, { left, right }) => left <= x && x <= right)) event.preventDefault()
        }}
        onKeyDown={(event) => {
          const caret = event.currentTarget.selectionStart ?? 0
          if (asksForMenu(event) && openAt(({ from, to }) => from <= caret && caret <= to))
            event.preventDefault()
        }}
      />
      {menu !== null && memory !== null && (
        <SpellingMenu
          word={menu.at.word}
          place={menu.place}
          suggestions={menu.suggestions}
          onPick={(suggestion) => {
            replace(menu.at, suggestion)
          }}
          onLearn={() => {
            learn(menu.at.word)
          }}
          onIgnore={() => {
            memory.ignore(menu.at.word)
          }}
          onClose={() => {
            close()
            // The menu gives the focus up first.
            setTimeout(() => input.current?.focus(), 0)
          }}
        />
      )}
    </div>
  )
}

function MarkedText({ text, marked }: { readonly text: string; readonly marked: readonly WordAt[] }) {
  return (
    <>
      {marked.map(({ word, from }, index) => (
        <span key={from}>
          {text.slice(marked[index - 1]?.to ?? 0, from)}
          <span className="misspelt">{word}</span>
        </span>
      ))}
      {text.slice(marked.at(-1)?.to ?? 0)}
    </>
  )
}
