import { hangUp, type Asked, type Lie } from '../../support/lying-front.ts'

/** What the account says while it is lied to: `online`, or the code of its failure. */
export type Told = string

/** One lie of a server. The account was in step with it before; it tells the truth again afterwards. */
export type LyingCase = {
  readonly name: string
  readonly lie: Lie
  readonly told: Told
  /** What the other program does first, so that there is something to lie about. */
  readonly first?: 'mail' | 'flags'
  /** The certificate that it shows from now on. */
  readonly certificate?: 'expired'
  /** How far our clock goes wrong meanwhile. */
  readonly clockMs?: number
  /** Takes long: not at every check. */
  readonly isSlow?: true
  /** What a mail program is known to meet: at every check. */
  readonly isCommon?: true
  /** All the same, everything is here as it is there. */
  readonly isHarmless?: true
}

const gigabyte = 1024 ** 3

/** Says `change(said)` for the answers to one command; of the others the truth. */
const about = (verb: string, change: (said: string, asked: Asked) => string | null): Lie => ({
  instead: (said, asked) => (asked.verb === verb ? change(said, asked) : null),
})
const inStatus = (item: string, value: string): Lie => ({
  instead: (said, { verb }) =>
    verb === 'LIST' || verb === 'STATUS' || verb === 'SELECT'
      ? said.replaceAll(new RegExp(`(${item}) \\d+`, 'g'), `$1 ${value}`)
      : null,
})
const beside = (verb: string, more: string): Lie =>
  about(verb, (said, { tag }) => (said.startsWith(`${tag} `) ? more + said : null))
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1).join(' ')
/** Of each message that is fetched with its text. */
const inMessages = (change: (said: string) => string): Lie =>
  about('UID FETCH', (said) => (said.includes('BODY[]') ? change(said) : null))
const announcing = (length: string): Lie =>
  inMessages((said) => said.replace(/\{\d+\}\r\n/, `{${length}}\r\n`))

const counts: readonly LyingCase[] = [
  {
    name: 'UIDVALIDITY changes between two looks',
    lie: inStatus('UIDVALIDITY', '4294967295'),
    told: 'online',
    isCommon: true,
  },
  {
    name: 'UIDVALIDITY changes while the mailbox is open',
    lie: beside('UID SEARCH', '* OK [UIDVALIDITY 77] renumbered\r\n'),
    told: 'online',
    isCommon: true,
  },
  {
    name: 'no UIDVALIDITY at all',
    lie: { instead: (said) => (said.includes('[UIDVALIDITY') ? '' : null) },
    told: 'host/protocol-violation',
    first: 'mail',
  },
  {
    name: 'HIGHESTMODSEQ jumps back, and nothing is said to have changed since',
    lie: {
      instead: (said, asked) =>
        asked.line.includes('CHANGEDSINCE') && said.startsWith('*')
          ? ''
          : (inStatus('HIGHESTMODSEQ', '1').instead?.(said, asked) ?? null),
    },
    told: 'online',
    first: 'flags',
    isHarmless: true,
    isCommon: true,
  },
  {
    name: 'HIGHESTMODSEQ of 63 bits',
    lie: inStatus('HIGHESTMODSEQ', '9223372036854775807'),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'NOMODSEQ after it had mod-sequences',
    lie: { instead: (said) => (said.startsWith('* OK [HIGHESTMODSEQ') ? '* OK [NOMODSEQ] none\r\n' : null) },
    told: 'online',
    first: 'flags',
  },
  { name: 'UIDNEXT below what is there', lie: inStatus('UIDNEXT', '1'), told: 'online', first: 'mail' },
  { name: 'UIDNEXT of 2³²−1', lie: inStatus('UIDNEXT', '4294967295'), told: 'online', first: 'mail' },
  {
    name: 'EXISTS shrinks, and nothing was expunged',
    lie: beside('NOOP', '* 1 EXISTS\r\n'),
    told: 'online',
    first: 'mail',
  },
  { name: 'EXISTS of 2³²−1', lie: beside('NOOP', '* 4294967295 EXISTS\r\n'), told: 'online', first: 'mail' },
  {
    name: 'SEARCH finds none of those that EXISTS counts',
    lie: about('UID SEARCH', (said) => (said.startsWith('* SEARCH') ? '* SEARCH\r\n' : null)),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'SEARCH finds each UID twice',
    lie: about('UID SEARCH', (said) => said.replace(/^\* SEARCH( .*)\r\n$/, '* SEARCH$1$1\r\n')),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'SEARCH finds UIDs of nothing',
    lie: about('UID SEARCH', (said) =>
      said.replace(/^\* SEARCH( .*)\r\n$/, '* SEARCH$1 900001 4294967295\r\n'),
    ),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'SEARCH answers with words, signs and 10²⁰',
    lie: about('UID SEARCH', (said) =>
      said.replace(/^\* SEARCH( .*)\r\n$/, '* SEARCH$1 many -3 0 100000000000000000000\r\n'),
    ),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'VANISHED of UIDs that nobody knows',
    lie: beside('UID FETCH', '* VANISHED 700000:700010\r\n* VANISHED (EARLIER) 900000\r\n'),
    told: 'online',
    first: 'flags',
    isCommon: true,
  },
  {
    name: 'VANISHED of everything, which is there',
    lie: beside('NOOP', '* VANISHED 1:4294967295\r\n'),
    told: 'host/protocol-violation',
    first: 'flags',
    isCommon: true,
  },
  {
    name: 'EXPUNGE of numbers that are not there',
    lie: beside('NOOP', '* 5000 EXPUNGE\r\n* 0 EXPUNGE\r\n* 1 EXPUNGE\r\n'),
    told: 'online',
    first: 'mail',
  },
]

const message = 'From: x@evil.test\r\nSubject: Smuggled\r\nMessage-ID: <smuggled@evil.test>\r\n\r\nText.\r\n'
const fetched = (uid: number, text = message) =>
  `* 1 FETCH (UID ${uid} FLAGS () INTERNALDATE "20-Nov-2026 09:00:00 +0000" RFC822.SIZE ${text.length} BODY[] {${text.length}}\r\n${text})\r\n`

const messages: readonly LyingCase[] = [
  {
    name: 'a literal of 2 GB',
    lie: announcing(String(2 * gigabyte)),
    told: 'host/protocol-violation',
    first: 'mail',
    isCommon: true,
  },
  {
    name: 'a literal of 4 GB',
    lie: announcing(String(4 * gigabyte)),
    told: 'host/protocol-violation',
    first: 'mail',
  },
  {
    name: 'a literal of 10²⁰ bytes',
    lie: announcing('1' + '0'.repeat(20)),
    told: 'host/protocol-violation',
    first: 'mail',
  },
  {
    name: 'a literal of a negative length',
    lie: announcing('-5'),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'a literal that is longer than announced',
    lie: announcing('40'),
    told: 'online',
    first: 'mail',
    isCommon: true,
  },
  {
    name: 'a literal that is shorter than announced',
    lie: inMessages((said) =>
      said.replace(/\{(\d+)\}\r\n/, (_, length) => `{${Number(length) + 5_000}}\r\n`),
    ),
    told: 'host/timeout',
    first: 'mail',
    isSlow: true,
  },
  {
    name: 'RFC822.SIZE of 2 GB, of messages that are small',
    lie: inMessages((said) => said.replace(/RFC822\.SIZE \d+/, `RFC822.SIZE ${2 * gigabyte}`)),
    told: 'online',
    first: 'mail',
    isHarmless: true,
    isCommon: true,
  },
  {
    name: 'every message is said to be larger than any that is fetched',
    lie: about('UID SEARCH', (said, { line }) =>
      line.includes('LARGER') ? said.replace(/^\* SEARCH.*\r\n$/, `* SEARCH ${upTo(99)}\r\n`) : null,
    ),
    told: 'online',
    first: 'mail',
    isHarmless: true,
  },
  {
    name: 'the text of another message than asked for',
    lie: inMessages((said) => said.replace(/UID \d+/, 'UID 900001')),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'FETCH answers for messages that nobody asked for',
    lie: beside('UID FETCH', fetched(900_001) + fetched(900_002)),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'FETCH answers without a UID',
    lie: beside('UID FETCH', '* 1 FETCH (FLAGS (\\Seen))\r\n'),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'FETCH answers without the text',
    lie: inMessages((said) => said.replace(/ BODY\[\] \{\d+\}\r\n[^]*\)\r\n$/, ')\r\n')),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'FETCH answers in the middle of another command',
    lie: beside('NOOP', fetched(1)),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'INTERNALDATE in the year 2090',
    lie: inMessages((said) =>
      said.replace(/INTERNALDATE "[^"]*"/, 'INTERNALDATE "20-Nov-2090 09:00:00 +0000"'),
    ),
    told: 'online',
    first: 'mail',
  },
  ...[-1, 1].map((years): LyingCase => ({
    name: `our clock is wrong by ${years} year`,
    lie: {},
    told: 'online',
    first: 'mail',
    clockMs: years * 365 * 86_400_000,
    isHarmless: true,
    isCommon: true,
  })),
  {
    name: 'INTERNALDATE that is none',
    lie: inMessages((said) =>
      said.replace(/INTERNALDATE "[^"]*"/, 'INTERNALDATE "99-Foo-0000 77:88:99 +9999"'),
    ),
    told: 'online',
    first: 'mail',
  },
  {
    name: 'the mailbox vanishes while it is fetched',
    lie: {
      answer: ({ tag, verb, line }) =>
        verb === 'UID FETCH' && line.includes('BODY.PEEK') ? `${tag} NO [NONEXISTENT] it is gone\r\n` : null,
    },
    told: 'imap/refused',
    first: 'mail',
    isCommon: true,
  },
]

const names: readonly LyingCase[] = [
  {
    name: 'mailbox names in broken modified UTF-7',
    lie: beside(
      'LIST',
      ['&', '&&&', '&AB', '&!!!-', '&2D0-', 'a&-b&'].map((name) => `* LIST () "/" "${name}"\r\n`).join(''),
    ),
    told: 'online',
    isCommon: true,
  },
  {
    name: 'mailbox names with control characters',
    lie: beside('LIST', '* LIST () "/" {9}\r\na\r\nb\x00c\x1bd\r\n* LIST () "/" "tab\there"\r\n'),
    told: 'online',
  },
  {
    name: 'mailbox names that are paths of this computer',
    lie: beside(
      'LIST',
      ['../../etc/passwd', '/etc/shadow', '..', '.', 'C:\\\\Windows', '__proto__', 'constructor', '']
        .map((name) => `* LIST () "/" "${name}"\r\n`)
        .join(''),
    ),
    told: 'online',
  },
  {
    name: '10,000 mailboxes',
    lie: beside(
      'LIST',
      Array.from({ length: 10_000 }, (_, index) => `* LIST (\\Noselect) "/" "Many/${index}"\r\n`).join(''),
    ),
    told: 'online',
  },
  {
    name: 'a list without an inbox',
    lie: about('LIST', (said) => (said.startsWith('* LIST') ? '' : null)),
    told: 'host/protocol-violation',
  },
]

/** Says goodbye in the middle of each command that a look takes. */
const goodbyes: readonly LyingCase[] = [
  ...['AUTHENTICATE', 'LIST', 'SELECT', 'NOOP', 'UID SEARCH', 'UID FETCH'].map((verb): LyingCase => ({
    name: `BYE at ${verb}`,
    lie: { answer: (asked) => (asked.verb === verb ? `* BYE enough\r\n${hangUp}` : null) },
    told: 'host/connection-lost',
    first: 'mail',
  })),
]

const moods: readonly LyingCase[] = [
  {
    name: '[ALERT] beside every answer',
    lie: {
      instead: (said, { tag }) =>
        said.startsWith(`${tag} OK`) ? `* OK [ALERT] <b>Call 555-0199</b>\r\n${said}` : null,
    },
    told: 'online',
    first: 'mail',
  },
  {
    name: 'logins refused as [UNAVAILABLE]',
    lie: {
      answer: ({ tag, verb }) => (verb === 'AUTHENTICATE' ? `${tag} NO [UNAVAILABLE] later\r\n` : null),
    },
    told: 'host/refused',
  },
  {
    name: 'logins refused by greylisting',
    lie: {
      answer: ({ tag, verb }) =>
        verb === 'AUTHENTICATE' ? `${tag} NO [AUTHENTICATIONFAILED] try again later\r\n` : null,
    },
    told: 'login/refused',
  },
  {
    name: 'every SELECT refused',
    lie: { answer: ({ tag, verb }) => (verb === 'SELECT' ? `${tag} NO [SERVERBUG] not today\r\n` : null) },
    told: 'imap/refused',
    first: 'mail',
  },
  {
    name: 'a certificate that expired since the last connection',
    lie: {},
    certificate: 'expired',
    told: 'tls/certificate-expired',
    first: 'mail',
    isCommon: true,
  },
  {
    name: 'untagged answers without an end',
    lie: { forever: { after: /^\* SEARCH/, say: '* 7 EXISTS\r\n'.repeat(1_000) } },
    told: 'host/protocol-violation',
    first: 'mail',
  },
  {
    name: 'a line of 100 MB without an end',
    lie: { forever: { after: /^\* SEARCH/, say: 'x'.repeat(64 * 1024) } },
    told: 'host/protocol-violation',
    first: 'mail',
  },
]

export const lies: readonly LyingCase[] = [...counts, ...messages, ...names, ...goodbyes, ...moods]
