import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../shared/errors/index.ts'
import { commands } from '../app/keys/commands.ts'
import { en } from './en/index.ts'
import { errorSentence, errorText } from './error-text.ts'

function everyText(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : []
}

describe('errors', () => {
  it.each(errorCodes)('%s says what happened, what is safe and what next', (code) => {
    const text = errorText({ code })
    for (const part of [text.happened, text.safe, text.next]) {
      expect(part).toMatch(/^\S.*[.?]$/)
      expect(part).not.toMatch(/[{}]|undefined/)
    }
  })

  it('writes the sentence of the look for an expired certificate', () => {
    const failure = {
      code: 'tls/certificate-expired',
      detail: { host: 'mail.example.org', validFrom: '2025-03-03', validTo: '2026-03-03' },
    } as const
    expect(errorSentence(failure, new Date('2026-11-21T12:00:00Z'))).toBe(
      "mail.example.org's certificate expired on 3 March. Your password was not sent. Ask your mail host to renew it.",
    )
  })

  it('writes sizes, and a host without a name in the middle of a sentence', () => {
    const failure = {
      code: 'smtp/too-large',
      detail: { sizeBytes: 42_000_000, limitBytes: 25_000_000 },
    } as const
    expect(errorText(failure).happened).toBe('The message has 42 MB; your mail host takes 25 MB.')
  })
})

describe('words', () => {
  const texts = everyText(en)

  it.each([
    [/\bsecure\b/i, 'secure'],
    [/HIPAA compliant/i, 'HIPAA compliant'],
    [/\bdelivered\b/i, 'delivered'],
    [/are you sure/i, 'Are you sure?'],
    [/send anyway/i, 'Send anyway'],
    [/FIPS/i, 'FIPS'],
  ])('%s is in no text', (pattern) => {
    expect(texts.filter((text) => pattern.test(text))).toEqual([])
  })

  it('say in one sentence alone that something leaves the protection', () => {
    expect(texts.filter((text) => text.includes("Sealpost's protection"))).toEqual([en.common.leaves])
    expect(texts.filter((text) => /outside (of )?Sealpost now/.test(text))).toEqual([])
  })

  it('names every command', () => {
    expect(Object.keys(en.keys.commands).sort()).toEqual(commands.map((command) => command.id).sort())
  })
})
