import { expect, it } from 'vitest'
import { taskKey } from './task-key.ts'

it('stays the same row while messages are judged: the focus goes back to it (WCAG 2.4.3)', () => {
  const toJudge = (subject: string) => taskKey({ task: 'messages-to-judge', record: null, subject })
  expect(toJudge('3')).toBe(toJudge('2'))
})

it('tells hosts without an agreement from each other', () => {
  const missing = (subject: string) => taskKey({ task: 'agreement-missing', record: null, subject })
  expect(missing('imap.one.example')).not.toBe(missing('imap.other.example'))
})
