import { ImapFlow } from 'imapflow'
import { expect, test } from 'vitest'
import { people, startScriptedServer, type Answer } from '../../../e2e/lab/index.ts'
import { checkSmtp, connectImap, createTlsPolicy } from '../../../src/main/transport/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { passwordOf } from './support.ts'

/**
 * Every way in which somebody on the line can answer before TLS, in all combinations (after the NO STARTTLS paper,
 * USENIX Security 2021). Whatever is said: the connection is refused with a named error, no secret byte was sent, and
 * none of the server's words come back.
 */
const policy = createTlsPolicy({ extraRoots: [] })
const { rivera } = people
const mark = 'Call-555-0199'

type Script = { readonly name: string; readonly greeting: string; readonly answer: Answer }

const imapGreetings = {
  ordinary: '* OK ready\r\n',
  'with capabilities': `* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ${mark}\r\n`,
  preauthenticated: `* PREAUTH ${mark}\r\n`,
  'with a referral': `* OK [REFERRAL imap://attacker.example/] ${mark}\r\n`,
  'with alert': `* OK [ALERT] <b>${mark}</b>\r\n`,
  farewell: `* BYE ${mark}\r\n`,
  'another protocol': `+OK ${mark}\r\n`,
  'an answer nobody asked for': `* OK hi\r\nA1 OK ${mark}\r\n1 OK ${mark}\r\n`,
}
const imapCapabilities = {
  offered: '* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN SASL-IR',
  stripped: '* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN SASL-IR',
  'login disabled': '* CAPABILITY IMAP4rev1 LOGINDISABLED',
  lookalike: '* CAPABILITY IMAP4rev1 XSTARTTLS AUTH=PLAIN',
}
const imapStarttls: Readonly<Record<string, (tag: string) => string | null>> = {
  no: (tag) => `${tag} NO ${mark}\r\n`,
  bad: (tag) => `${tag} BAD ${mark}\r\n`,
  'yes, and goes on in plain text': (tag) => `${tag} OK go\r\n`,
  'yes, with a response behind it': (tag) => `${tag} OK go\r\n* OK ${mark}\r\n`,
  'yes, with capabilities behind it': (tag) => `${tag} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n`,
  'yes, with capabilities inside': (tag) => `${tag} OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] go\r\n`,
  'login accepted instead': (tag) => `* PREAUTH ${mark}\r\n${tag} OK ${mark}\r\n`,
  continuation: () => `+ ${mark}\r\n`,
  farewell: () => `* BYE ${mark}\r\n`,
  'the end': () => null,
}

const smtpGreetings = {
  ordinary: '220 localhost ESMTP\r\n',
  'in lines': `220-localhost\r\n220 ${mark}\r\n`,
  'not now': `421 ${mark}\r\n`,
  never: `554 ${mark}\r\n`,
  'another protocol': `* OK ${mark}\r\n`,
  'with answers nobody asked for': `220 hi\r\n250-x\r\n250 AUTH PLAIN\r\n235 ${mark}\r\n`,
}
const smtpEhlo = {
  offered: '250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n',
  stripped: '250-localhost\r\n250 AUTH PLAIN LOGIN\r\n',
  lookalike: '250-localhost\r\n250-XSTARTTLS\r\n250 AUTH PLAIN\r\n',
  'refused, only HELO is known': `502 ${mark}\r\n`,
  'the end': null,
}
const smtpStarttls: Readonly<Record<string, string | null>> = {
  'not now': `454 ${mark}\r\n`,
  unknown: `502 ${mark}\r\n`,
  'yes, and goes on in plain text': '220 go\r\n',
  'yes, with an answer behind it': `220 go\r\n250 ${mark}\r\n`,
  'yes, with an open line behind it': '220 go\r\n250-AUTH',
  'yes, with capabilities behind it': '220 go\r\n250-x\r\n250 AUTH PLAIN\r\n',
  'logged in instead': `235 ${mark}\r\n`,
  farewell: `421 ${mark}\r\n`,
  'the end': null,
}

const imapScripts: readonly Script[] = product(imapGreetings, imapCapabilities, imapStarttls).map(
  ([greeting, capability, starttls]) => ({
    name: [greeting, capability, starttls].map(([name]) => name).join(' / '),
    greeting: greeting[1],
    answer: (line) => {
      const [tag = '', command = ''] = line.split(' ')
      if (/^CAPABILITY$/i.test(command)) return `${capability[1]}\r\n${tag} OK done\r\n`
      if (/^STARTTLS$/i.test(command)) return starttls[1](tag)
      // Whatever else comes is welcome: the server says yes to everything, in plain text.
      return `${tag} OK ${mark}\r\n`
    },
  }),
)

const smtpScripts: readonly Script[] = product(smtpGreetings, smtpEhlo, smtpStarttls).map(
  ([greeting, ehlo, starttls]) => ({
    name: [greeting, ehlo, starttls].map(([name]) => name).join(' / '),
    greeting: greeting[1],
    answer: (line) => {
      if (/^EHLO /i.test(line)) return ehlo[1]
      if (/^HELO /i.test(line)) return '250 localhost\r\n'
      if (/^STARTTLS$/i.test(line)) return starttls[1]
      if (/^AUTH /i.test(line)) return `235 ${mark}\r\n`
      return `250 ${mark}\r\n`
    },
  }),
)

test.concurrent.each(imapScripts)('IMAP: $name', (script) => expectRefusal('imap', script))
test.concurrent.each(smtpScripts)('SMTP: $name', (script) => expectRefusal('smtp', script))

test('that is at least 150 attacks', () => {
  expect(imapScripts.length + smtpScripts.length).toBeGreaterThanOrEqual(150)
})

test('negative control: a client that takes STARTTLS where it is offered gives its password away', async () => {
  const answer: Answer = (line) => {
    const [tag = '', command = ''] = line.split(' ')
    return `${command === 'CAPABILITY' ? '* CAPABILITY IMAP4rev1\r\n' : ''}${tag} OK done\r\n`
  }
  const server = await startScriptedServer('* OK ready\r\n', answer, [rivera.password])
  const careless = new ImapFlow({
    host: 'localhost',
    port: server.port,
    secure: false,
    auth: { user: rivera.address, pass: rivera.password },
    logger: false,
  })
  await careless.connect()
  careless.close()
  expect(server.recorder.sawCredentials()).toBe(true)
  await server.close()
})

async function expectRefusal(protocol: 'imap' | 'smtp', script: Script): Promise<void> {
  const server = await startScriptedServer(script.greeting, script.answer, [rivera.password])
  try {
    const host = { host: 'localhost', port: server.port, security: 'starttls' } as const
    const connect = protocol === 'imap' ? connectImap : checkSmtp
    const result: Result<unknown> = await connect(host, passwordOf(rivera), policy)
    if (result.ok) throw new Error('the connection was taken for good')
    expect(result.error.code).toMatch(/^(tls|host)\/|^smtp\/(deferred|refused)$/)
    expect(JSON.stringify(result.error)).not.toContain(mark)
    expect(server.recorder.sawCredentials()).toBe(false)
    expect(server.recorder.bytes().toString('latin1')).not.toMatch(/\b(LOGIN|AUTHENTICATE|AUTH|MAIL FROM)\b/i)
  } finally {
    await server.close()
  }
}

type Entry<T> = readonly [name: string, value: T]

function product<A, B, C>(
  one: Readonly<Record<string, A>>,
  two: Readonly<Record<string, B>>,
  three: Readonly<Record<string, C>>,
): readonly (readonly [Entry<A>, Entry<B>, Entry<C>])[] {
  return Object.entries(one).flatMap((first) =>
    Object.entries(two).flatMap((second) =>
      Object.entries(three).map((third) => [first, second, third] as const),
    ),
  )
}
