import { describe, expect, it } from 'vitest'
import type { AccountId, MessageId } from '../../shared/ids.ts'
import { answerContent, forwardContent } from './answer.ts'
import type { OriginalMessage } from './original.ts'

const own = ['rivera@hope.test']
const maria = { name: 'Maria Alvarez', address: 'maria@example.org' }
const rivera = { name: 'Dr. Rivera', address: 'Rivera@hope.test' }
const lee = { name: 'Dr. Lee', address: 'lee@lakeside.test' }
const original: OriginalMessage = {
  id: 1 as MessageId,
  accountId: 1 as AccountId,
  deliveredTo: [],
  messageId: '<a@example.org>',
  method: null,
  references: [],
  from: [maria],
  replyTo: [],
  to: [rivera],
  cc: [lee, maria],
  bcc: [],
  subject: 'Tuesday',
  date: '2026-11-20T15:02:00.000Z',
  text: 'Can I come at <b>3</b>?\nThank you\n\nMaria',
  attachments: [],
}

describe('answering', () => {
  it('goes to the sender, with the text quoted and nothing of it live', () => {
    const content = answerContent(original, own, false)
    expect(content.to).toEqual([maria])
    expect(content.cc).toEqual([])
    expect(content.subject).toBe('Re: Tuesday')
    expect(content.html).toContain('&lt;b&gt;3&lt;/b&gt;?<br>Thank you')
    expect(content.html).not.toContain('<b>')
  })

  it('goes to Reply-To where there is one', () => {
    expect(answerContent({ ...original, replyTo: [lee] }, own, false).to).toEqual([lee])
  })

  it('answers all but oneself, each once', () => {
    const content = answerContent(original, own, true)
    expect(content.to).toEqual([maria])
    expect(content.cc).toEqual([lee])
  })

  it('goes on to the recipients when one answers what one sent', () => {
    expect(answerContent({ ...original, from: [rivera], to: [maria] }, own, false).to).toEqual([maria])
  })

  it.each([
    ['RE: Tuesday', 'RE: Tuesday'],
    ['Tuesday', 'Re: Tuesday'],
    ['Refill', 'Re: Refill'],
  ])('subject %s', (subject, expected) => {
    expect(answerContent({ ...original, subject }, own, false).subject).toBe(expected)
  })

  it('forwards to nobody yet', () => {
    const content = forwardContent(original)
    expect([...content.to, ...content.cc, ...content.bcc]).toEqual([])
    expect(content.subject).toBe('Fwd: Tuesday')
  })
})
