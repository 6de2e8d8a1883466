import { beforeEach, describe, expect, it } from 'vitest'
import { draftIdSchema, type DraftId } from '../../../shared/ids.ts'
import { clearLines, lines } from '../../app/lines.ts'
import { runUndo, setUndo } from '../../app/undo.ts'
import { offerDraftUndo } from './offer-draft-undo.ts'
import { openDraft, type OpenDraft } from './open-draft.ts'

const first = draftIdSchema.parse(1)
const second = draftIdSchema.parse(2)

function show(id: DraftId | null): void {
  const draft: Omit<OpenDraft, 'id'> = {
    takenRevision: 0,
    flush: () => Promise.resolve(),
    replaceAddress: () => undefined,
    sendSeparately: () => undefined,
    content: () => ({ to: [], cc: [], bcc: [], subject: '', html: '' }),
    showFinding: () => false,
    replaceFinding: () => null,
    rewrite: () => () => undefined,
    send: () => Promise.resolve(),
  }
  openDraft.set(id === null ? null : { id, ...draft })
}

let undone: number
const offer = (id: DraftId) => {
  offerDraftUndo(id, 'The text was changed.', 'Undo', () => (undone += 1))
}

beforeEach(() => {
  undone = 0
  clearLines()
  setUndo(null)
  show(first)
})

describe('offerDraftUndo', () => {
  it('takes back once, by the line or by Mod+Z, also after more was written', () => {
    offer(first)
    show(first)
    expect(lines.get().map(({ text }) => text)).toEqual(['The text was changed.'])
    lines.get()[0]?.action?.run()
    runUndo()
    expect(undone).toBe(1)
    expect(lines.get()).toEqual([])
    offer(first)
    runUndo()
    expect(undone).toBe(2)
  })

  it.each([
    ['closed', null],
    ['followed by another', second],
  ])('is withdrawn when its draft is %s, and never acts on another', (_name, next) => {
    offer(first)
    show(next)
    expect(lines.get()).toEqual([])
    runUndo()
    show(first)
    runUndo()
    expect(undone).toBe(0)
  })

  it('takes only its own offer away', () => {
    offer(first)
    let isBack = false
    setUndo(() => (isBack = true))
    show(null)
    runUndo()
    expect([undone, isBack]).toEqual([0, true])
  })

  it.each([
    ['closed', null],
    ['followed by another', second],
  ])('is never made when its draft was %s while the engine worked', (_name, next) => {
    show(next)
    offer(first)
    runUndo()
    expect([undone, lines.get().length]).toEqual([0, 0])
  })
})
