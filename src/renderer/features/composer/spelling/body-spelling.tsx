import type { Editor } from '@tiptap/core'
import { useEffect, type RefObject } from 'react'
import { findingAt } from '../body/finding-marks.ts'
import type { SpellMemory } from './spell-memory.ts'
import { misspeltAt, replaceWord, showMisspelt, wordsToCheck } from './spelling-marks.ts'
import { SpellingMenu } from './spelling-menu.tsx'
import { asksForMenu, useSpellingMenu } from './use-spelling-menu.ts'

type Props = {
  readonly editor: Editor
  readonly memory: SpellMemory | null
  /** What the menu's place is reckoned from. */
  readonly frame: RefObject<HTMLElement | null>
}

/** Spelling in the text of the message: marks, and the menu by right click, Shift+F10 and the menu key. */
export function BodySpelling({ editor, memory, frame }: Props) {
  const { menu, open, close, learn } = useSpellingMenu(memory)

  useEffect(() => {
    if (memory === null) {
      showMisspelt(editor, () => false)
      return undefined
    }
    const look = () => {
      memory.look(wordsToCheck(editor))
    }
    const show = () => {
      showMisspelt(editor, memory.isWrong)
    }
    show()
    look()
    editor.on('transaction', look)
    const stop = memory.subscribe(show)
    return () => {
      editor.off('transaction', look)
      stop()
    }
  }, [editor, memory])

  useEffect(() => {
    const element = editor.view.dom
    /** Answers whether there is a word to open the menu of: not where a finding is marked, which has its card. */
    const openAt = (position: number): boolean => {
      const at = misspeltAt(editor, position)
      if (at === undefined || findingAt(editor, position)?.isMarked === true) return false
      const box = frame.current?.getBoundingClientRect()
      const { left, top, bottom } = editor.view.coordsAtPos(at.from)
      open(at, { x: left - (box?.left ?? 0), y: top - (box?.top ?? 0), height: bottom - top })
      return true
    }
    const click = (event: MouseEvent) => {
      const position = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (position !== null && openAt(position.pos)) event.preventDefault()
    }
    const press = (event: KeyboardEvent) => {
      if (asksForMenu(event) && openAt(editor.state.selection.from)) event.preventDefault()
    }
    element.addEventListener('contextmenu', click)
    element.addEventListener('keydown', press)
    editor.on('update', close)
    return () => {
      element.removeEventListener('contextmenu', click)
      element.removeEventListener('keydown', press)
      editor.off('update', close)
    }
  }, [close, editor, frame, open])

  if (menu === null || memory === null) return null
  const { at, place, suggestions } = menu
  return (
    <SpellingMenu
      word={at.word}
      place={place}
      suggestions={suggestions}
      onPick={(suggestion) => {
        replaceWord(editor, at, suggestion)
      }}
      onLearn={() => {
        learn(at.word)
      }}
      onIgnore={() => {
        memory.ignore(at.word)
      }}
      onClose={() => {
        close()
        // The menu gives the focus up first.
        setTimeout(() => editor.commands.focus(), 0)
      }}
    />
  )
}
