import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import { buildInner, isValidAddress, parseMessage, readEnvelope } from '../../../src/main/mime/index.ts'
import {
  decryptAndVerify,
  generateOwnKey,
  readPgpMimeRoot,
  seal,
  type OwnKey,
  type SealDependencies,
} from '../../../src/main/sealing/index.ts'
import { createTlsPolicy, submit, type TlsPolicy } from '../../../src/main/transport/index.ts'
import { ordinary, probes, type Probe } from './injection-probes.ts'
import { passwordOf } from './support.ts'

const now = new Date()
const { rivera, maria, daniel } = people

let lab: Lab
let policy: TlsPolicy
let key: OwnKey

beforeAll(async () => {
  lab = await startLab({ broken: false })
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
  key = await generateOwnKey({ address: rivera.address, now: new Date(now.getTime() - 60_000) })
})
afterAll(() => lab.stop())

/** What a host hears of one letter. */
type Heard = {
  readonly commands: readonly string[]
  readonly outerFields: readonly string[]
  readonly innerFields: readonly string[]
  readonly readers: readonly string[]
  readonly subject: string
}

/** By the whole way out; `refused` where nothing was said to anybody. */
async function send({ message, to }: Pick<Probe, 'message' | 'to'>): Promise<Heard | { refused: string }> {
  lab.faults.recorder.reset()
  const inner = await buildInner(message)
  if (!inner.ok) return { refused: inner.error.code }
  const sealed = await seal(
    {
      method: 'openpgp',
      inner: inner.value,
      outer: message,
      envelope: { from: rivera.address, to },
      certificates: [key.certificateArmored],
      signWith: key.secretKeyArmored,
    },
    { macKey: new Uint8Array(32), now } as SealDependencies,
  )
  if (!sealed.ok) return { refused: sealed.error.code }
  const server = { host: 'localhost', port: lab.faults.port, security: 'implicit' } as const
  await submit(sealed.value, server, passwordOf(rivera), policy)
  // The goodbye isn't waited for; the next letter would be heard together with it.
  await expect
    .poll(() => lab.faults.recorder.bytes().toString('latin1'), { interval: 2 })
    .toMatch(/QUIT\r\n$/)
  return hear(lab.faults.recorder.bytes())
}

/** Takes the conversation apart as a server does: lines until DATA, the message until the first lone dot, lines. */
async function hear(bytes: Buffer): Promise<Heard> {
  const text = bytes.toString('latin1')
  const begins = text.indexOf('DATA\r\n')
  const dialogue = begins < 0 ? text : text.slice(0, begins + 6)
  const rest = begins < 0 ? '' : text.slice(begins + 6)
  const ends = rest.indexOf('\r\n.\r\n')
  const commands = `${dialogue}${ends < 0 ? '' : rest.slice(ends + 5)}`
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(AUTH PLAIN|EHLO) .*/, '$1').replace(/ (SIZE|ENVID)=\S+/g, ''))
  const message = parseMessage(Buffer.from(rest.slice(0, ends + 2).replace(/^\./gm, ''), 'latin1'))
  if (!message.ok) throw new Error(message.error.code)
  const root = readPgpMimeRoot(message.value)
  if (root.kind !== 'encrypted')
    return { commands, outerFields: [], innerFields: [], readers: [], subject: '' }
  const opened = await decryptAndVerify(root.message, {
    secretKeys: [key.secretKeyArmored],
    senderCertificates: [],
    now,
  })
  const inner = opened.ok ? parseMessage(opened.value.inner) : opened
  if (!inner.ok) throw new Error(inner.error.code)
  const [outside, inside] = [message.value, inner.value].map((tree) => readEnvelope(tree))
  return {
    commands,
    outerFields: message.value.root.fields.map(({ key: name }) => name),
    innerFields: [...new Set(inner.value.root.fields.map(({ key: name }) => name))],
    readers: [outside, inside].flatMap((each) =>
      each === undefined ? [] : [...each.to, ...each.cc, ...each.bcc].map(({ address }) => address),
    ),
    subject: inside?.subject ?? '',
  }
}

describe('O1: line ends and odd addresses in what leaves, as the host hears it', () => {
  it('has at least 500 probes', () => {
    expect(probes.length).toBeGreaterThanOrEqual(500)
  })

  it('positive control: an ordinary letter is two recipients, one message, and nothing else', async () => {
    const heard = await send({ message: ordinary, to: [maria.address, daniel.address] })
    if ('refused' in heard) throw new Error(heard.refused)
    expect(heard.commands.map((line) => line.split(/[ :]/)[0])).toEqual([
      'EHLO',
      'AUTH',
      'MAIL',
      'RCPT',
      'RCPT',
      'DATA',
      'QUIT',
    ])
    expect(heard.readers).toEqual([maria.address, daniel.address, maria.address, daniel.address])
    expect(heard).toMatchObject({ subject: 'Tuesday' })
  })

  it('negative control: what a client that checks nothing says is heard as another recipient', async () => {
    const heard = await hear(
      Buffer.from(
        `EHLO x\r\nRCPT TO:<${maria.address}>\r\nRCPT TO:<victim@evil.test>\r\nDATA\r\nSubject: a\r\n\r\nb\r\n.\r\n`,
      ),
    )
    expect(heard.commands).toContain('RCPT TO:<victim@evil.test>')
  })

  it('none adds a header field, a recipient or a command', async () => {
    const control = await send({ message: ordinary, to: [maria.address, daniel.address] })
    if ('refused' in control) throw new Error(control.refused)
    const verbs = (commands: readonly string[]) => commands.filter((line) => !line.startsWith('RCPT TO:'))
    const tally = { refused: 0, heard: 0 }
    for (const probe of probes) {
      const { field, value, to, message } = probe
      const heard = await send(probe)
      const about = `${field}: ${JSON.stringify(value.slice(0, 80))}`
      if ('refused' in heard) {
        tally.refused += 1
        expect(heard.refused, about).toMatch(/^mime\/(unsafe-header|bad-address)$/)
        expect(lab.faults.recorder.bytes(), about).toHaveLength(0)
        continue
      }
      tally.heard += 1
      const recipients = heard.commands.filter((line) => line.startsWith('RCPT TO:'))
      expect(
        recipients.map((line) => /^RCPT TO:<([^<>]*)>/.exec(line)?.[1]),
        about,
      ).toEqual([...new Set(to)])
      expect(to.every(isValidAddress), about).toBe(true)
      // A host that refuses a recipient hears no message.
      expect(verbs(control.commands), about).toEqual(expect.arrayContaining(verbs(heard.commands)))
      if (heard.outerFields.length === 0) continue
      const named = [...message.to, ...message.cc].map(({ address }) => address)
      expect(control.outerFields, about).toEqual(expect.arrayContaining([...heard.outerFields]))
      expect(new Set(heard.outerFields).size, about).toBe(heard.outerFields.length)
      expect(control.innerFields, about).toEqual(expect.arrayContaining([...heard.innerFields]))
      expect(heard.readers, about).toEqual([...named, ...named])
    }
    expect(tally.refused).toBeGreaterThan(300)
    expect(tally.heard).toBeGreaterThan(100)
  })
})
