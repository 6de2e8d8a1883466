import { describe, expect, it } from 'vitest'
import { type AuthenticationResults, parseMessage, readAuthenticationResults } from './index.ts'

const host = 'mail.practice.example'

function read(header: string, authservId: string | null = host): AuthenticationResults {
  const parsed = parseMessage(Buffer.from(`${header}\r\nFrom: a@b.example\r\n\r\n`))
  if (!parsed.ok) throw new Error(parsed.error.code)
  return readAuthenticationResults(parsed.value, authservId)
}

const received = 'Received: from x by mail.practice.example;\r\n Fri, 20 Nov 2026 09:14:05 +0000'
const nothing = { spf: { verdict: 'absent' }, dmarc: { verdict: 'absent' }, dkim: [] }

describe('Authentication-Results of the own host (RFC 8601)', () => {
  it('are read with the domains that were checked', () => {
    const field = `Authentication-Results: ${host} 1;\r\n spf=pass (sender ok) smtp.mailfrom=bounce@news.example;\r\n dkim=pass header.d=news.example header.s=s1;\r\n dkim=fail (bad sig) header.i=@other.example;\r\n dmarc=pass (p=REJECT) header.from="news.example"`
    expect(read(`${field}\r\n${received}`)).toEqual({
      spf: { verdict: 'pass', domain: 'news.example' },
      dkim: [
        { verdict: 'pass', domain: 'news.example' },
        { verdict: 'fail', domain: 'other.example' },
      ],
      dmarc: { verdict: 'pass', domain: 'news.example' },
    })
  })

  it('of several fields above the first Received are read together', () => {
    const header = `Authentication-Results: ${host}; dmarc=pass header.from=a.example\r\nAuthentication-Results: ${host}; spf=fail smtp.helo=mx.a.example\r\n${received}`
    expect(read(header)).toMatchObject({
      dmarc: { verdict: 'pass' },
      spf: { verdict: 'fail', domain: 'mx.a.example' },
    })
  })

  it('below its Received (as Gmail writes them) only the topmost counts', () => {
    const header = `${received}\r\nAuthentication-Results: ${host}; spf=pass smtp.mailfrom=a.example\r\nAuthentication-Results: ${host}; dmarc=pass header.from=bank.example`
    expect(read(header)).toMatchObject({ spf: { verdict: 'pass' }, dmarc: { verdict: 'absent' } })
  })
})

describe('forged results', () => {
  it.each([
    [
      'another host',
      `Authentication-Results: mx.evil.example; dmarc=pass header.from=bank.example\r\n${received}`,
    ],
    [
      'a host that only begins alike',
      `Authentication-Results: ${host}.evil.example; dmarc=pass\r\n${received}`,
    ],
    ['the host in a comment', `Authentication-Results: (${host}) evil.example; dmarc=pass\r\n${received}`],
    ['an unknown version', `Authentication-Results: ${host} 2; dmarc=pass\r\n${received}`],
    ['a result in a comment', `Authentication-Results: ${host}; none (x; dmarc=pass)\r\n${received}`],
    [
      'a result in a quoted property',
      `Authentication-Results: ${host}; none smtp.mailfrom="a; dmarc=pass; x"@evil.example\r\n${received}`,
    ],
    ['a made-up verdict', `Authentication-Results: ${host}; dmarc=passed\r\n${received}`],
    ['a made-up method', `Authentication-Results: ${host}; x-dmarc=pass\r\n${received}`],
    ['no field at all', received],
  ])('by %s give nothing', (_, header) => {
    expect(read(header)).toMatchObject(nothing)
  })

  it('below the real one change nothing', () => {
    const real = `Authentication-Results: ${host}; spf=softfail smtp.mailfrom=x@evil.example; dmarc=fail header.from=bank.example`
    const forged = `Authentication-Results: ${host}; dmarc=pass header.from=bank.example; dkim=pass header.d=bank.example`
    expect(read(`${real}\r\n${received}\r\n${forged}`)).toMatchObject({
      spf: { verdict: 'softfail' },
      dmarc: { verdict: 'fail' },
      dkim: [],
    })
  })

  it('count for nothing where the host is not known', () => {
    expect(read(`Authentication-Results: ${host}; dmarc=pass\r\n${received}`, null)).toMatchObject(nothing)
  })
})
