import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/contract/index.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { say } from '../../../app/lines.ts'
import { findingAfter, findingAt, placeOf } from './finding-marks.ts'
import type { PlacedFinding } from './place-findings.ts'

/** The card that is open: of what, and where its words stand within the frame, in pixels. */
export type OpenCard = {
  readonly finding: Finding
  /** Position of its first unit in the document. */
  readonly from: number
  readonly x: number
  readonly y: number
  readonly height: number
  /** Asked for by key or from a list; a click leaves the focus in the text. */
  readonly hasFocus: boolean
}

export type FindingCardState = {
  readonly card: OpenCard | null
  readonly close: () => void
  /** Opens the card of a finding at its place. Answers whether it has one. */
  readonly show: (finding: Finding) => boolean
}

/** Opens cards on click, by Mod+. and from outside; a change of the text closes them. */
export function useFindingCard(editor: Editor, frame: RefObject<HTMLElement | null>): FindingCardState {
  const { t } = useTranslation()
  const [card, setCard] = useState<OpenCard | null>(null)

  const close = useCallback(() => {
    setCard(null)
    setTimeout(() => editor.commands.focus(), 0)
  }, [editor])

  const placeAt = useCallback(
    (from: number) => {
      const box = frame.current?.getBoundingClientRect()
      const at = editor.view.coordsAtPos(from)
      return { x: at.left - (box?.left ?? 0), y: at.top - (box?.top ?? 0), height: at.bottom - at.top }
    },
    [editor, frame],
  )
  const open = useCallback(
    ({ finding, from }: PlacedFinding, hasFocus: boolean) => {
      setCard({ finding, from, hasFocus, ...placeAt(from) })
    },
    [placeAt],
  )

  /** As `open`, with the caret put there first, so that its place is in sight. */
  const goTo = useCallback(
    (place: PlacedFinding) => {
      editor.commands.setTextSelection(place.from)
      editor.commands.scrollIntoView()
      requestAnimationFrame(() => {
        open(place, true)
      })
    },
    [editor, open],
  )

  const show = useCallback(
    (finding: Finding) => {
      const place = placeOf(editor, finding)
      if (place !== undefined) goTo(place)
      return place !== undefined
    },
    [editor, goTo],
  )

  useCommand('explain-finding', () => {
    const caret = editor.state.selection.from
    const place = findingAt(editor, caret) ?? findingAfter(editor, caret)
    if (place === undefined) say(t('finding.nothingHere'))
    else goTo(place)
  })

  useEffect(() => {
    const element = editor.view.dom
    const click = (event: MouseEvent) => {
      // The editor learns of its new caret only later; a drag that selects words asks for nothing.
      const position = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      const isPlain = document.getSelection()?.isCollapsed === true
      const place = position !== null && isPlain ? findingAt(editor, position.pos) : undefined
      if (place?.isMarked === true) open(place, false)
      else setCard(null)
    }
    const forget = () => {
      setCard(null)
    }
    element.addEventListener('click', click)
    editor.on('update', forget)
    return () => {
      element.removeEventListener('click', click)
      editor.off('update', forget)
    }
  }, [editor, open])

  const isOpen = card !== null
  useEffect(() => {
    if (!isOpen) return undefined
    const element = editor.view.dom
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // Else it would close the message.
      event.preventDefault()
      setCard(null)
    }
    const move = () => {
      setCard((shown) => (shown === null ? null : { ...shown, ...placeAt(shown.from) }))
    }
    element.addEventListener('keydown', press)
    window.addEventListener('resize', move)
    return () => {
      element.removeEventListener('keydown', press)
      window.removeEventListener('resize', move)
    }
  }, [editor, isOpen, placeAt])

  return { card, close, show }
}
