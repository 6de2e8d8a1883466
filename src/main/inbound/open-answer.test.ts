import { describe, expect, it } from 'vitest'
import { encodePageAnswer } from '../sealing/sealed-message/format/page-answer.ts'
import { referenceOf } from '../sealing/index.ts'
import { encodeAnswer } from '../sealing/sealed-message/format/answer-payload.ts'
import { mayBeAnothers } from './can-be-quoted.ts'
import {
  boundTo,
  bytes,
  encrypt,
  keys,
  maria,
  opened,
  replyKey,
  sent,
  header,
  type Key,
} from './open-message.fixture.ts'

describe('a sealed answer', () => {
  async function answerArmor(key = replyKey, messageId = boundTo): Promise<string> {
    const payload = encodeAnswer(
      {
        messageId,
        containerId: new Uint8Array(16),
        text: 'Tuesday is fine',
        attachments: [
          { name: 'diary.txt', type: 'text/plain', bytes: new TextEncoder().encode('four hours') },
        ],
      },
      key,
    )
    return encrypt(payload, null)
  }
  const mailWith = (body: string, subject = 'Re: Message from Dr. Rivera', extra: string[] = []) =>
    bytes([
      ...header({ from: ['From: Maria <maria@mail.test>'], subject, extra }),
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Here is my answer:',
      '',
      body,
      '',
    ])

  it('opens in the place of the mail, with whose passphrase', async () => {
    const message = await opened(mailWith(await answerArmor()))
    expect(message.protection).toEqual({ kind: 'sealed-answer', openedWithPassphraseOf: 'Maria Alvarez' })
    expect(message.answer).toMatchObject({ text: 'Tuesday is fine', fromPageOf: maria })
    expect(message.answer?.attachments.map(({ fileName }) => fileName)).toEqual(['diary.txt'])
  })

  it.each([
    ['from the patient whose passphrase it was: quoted', 'maria@mail.test', [], replyKey, false],
    ['sent again by somebody else', 'eve@evil.test', [], replyKey, true],
    ['with answers turned elsewhere', 'maria@mail.test', ['Reply-To: eve@evil.test'], replyKey, true],
    ['without proof of the passphrase', 'maria@mail.test', [], new Uint8Array(32).fill(6), true],
  ])('%s', async (_case, from, extra, key, isAnothers) => {
    const raw = new TextDecoder().decode(mailWith(await answerArmor(key), 'Re: Message', extra))
    const message = await opened(new TextEncoder().encode(raw.replace('maria@mail.test', from)))
    expect(message.protection.kind).toBe('sealed-answer')
    const isSender = (person: number) => person === maria && from === 'maria@mail.test'
    expect(mayBeAnothers(message, isSender)).toBe(isAnothers)
  })

  it('opens when the mail program quoted it', async () => {
    const quoted = (await answerArmor())
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => `> ${line}`)
      .join('\r\n')
    expect((await opened(mailWith(quoted))).protection).toMatchObject({ kind: 'sealed-answer' })
  })

  it.each([
    ['made without the key of the message', new Uint8Array(32).fill(6), boundTo],
    ['to a message that we never sent', replyKey, '<other@hope.test>'],
  ])('C1: %s names nobody', async (_name, key, messageId) => {
    const message = await opened(mailWith(await answerArmor(key, messageId)))
    expect(message.protection).toEqual({ kind: 'sealed-answer', openedWithPassphraseOf: null })
    expect(message.answer?.fromPageOf).toBeNull()
    expect(message.envelope).toMatchObject({ subject: 'Re: Message from Dr. Rivera', inReplyTo: null })
  })

  it.each([
    ['the neutral subject of an answer', 'Re: Message from Dr. Rivera', 'Re: Our plan'],
    ['an answer in another tongue', 'AW: Message from Dr. Rivera', 'Re: Our plan'],
    ['none, from a mail written anew', '', 'Re: Our plan'],
    ['one that the patient wrote', 'Please call me', 'Please call me'],
  ])('under %s stands in the thread of what it answers', async (_name, outside, shown) => {
    const { envelope } = await opened(mailWith(await answerArmor(), outside))
    expect(envelope).toMatchObject({
      subject: shown,
      inReplyTo: boundTo,
      references: [boundTo, sent.ownCopyId],
    })
  })

  it('keeps what its mail program says that it answers', async () => {
    const { envelope } = await opened(
      mailWith(await answerArmor(), 'Re: x', ['In-Reply-To: <earlier@hope.test>']),
    )
    expect(envelope.inReplyTo).toBe('<earlier@hope.test>')
  })

  it('comes as a file too', async () => {
    const raw = bytes([
      ...header({ from: ['From: Maria <maria@mail.test>'], subject: 'Re' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      'Content-Type: text/plain',
      '',
      'See the file.',
      '--mix_1',
      'Content-Type: application/octet-stream; name="Answer.sealed"',
      'Content-Disposition: attachment; filename="Answer.sealed"',
      '',
      (await answerArmor()).trimEnd(),
      '--mix_1--',
      '',
    ])
    expect((await opened(raw)).answer?.text).toBe('Tuesday is fine')
  })

  it('that is not for our key stays an ordinary mail', async () => {
    const payload = encodeAnswer(
      { messageId: boundTo, containerId: new Uint8Array(16), text: 'x', attachments: [] },
      replyKey,
    )
    const armored = await encrypt(payload, null, keys.eve)
    expect((await opened(mailWith(armored))).answer).toBeNull()
  })
})

describe('an answer from the reply page', () => {
  const reference = referenceOf(replyKey)
  const foreign = referenceOf(new Uint8Array(32).fill(6))
  const letter = { text: 'Tuesday is fine', attachments: [] }
  const mail = async (typed: string, from = 'maria@mail.test', key?: Key) =>
    bytes([
      ...header({ from: [`From: <${from}>`], subject: 'Re: Message from Dr. Rivera' }),
      'Content-Type: text/plain; charset=utf-8',
      '',
      await encrypt(encodePageAnswer({ ...letter, reference: typed }), null, key),
    ])

  it('is named for what it is, in the thread of the message whose number it bears', async () => {
    const message = await opened(await mail(reference))
    expect(message.protection).toEqual({ kind: 'reply-page', messageTo: 'Maria Alvarez' })
    expect(message.answer).toEqual({ ...letter, fromPageOf: null })
    expect(message.envelope).toMatchObject({ subject: 'Re: Our plan', inReplyTo: boundTo })
  })

  it.each([
    ["another message's number", foreign, 'maria@mail.test'],
    ['the number of a message that went to somebody else', reference, 'eve@mail.test'],
  ])('with %s opens, and stands in no thread', async (_name, typed, from) => {
    const message = await opened(await mail(typed, from))
    expect(message.protection).toEqual({ kind: 'reply-page', messageTo: null })
    expect(message.answer?.text).toBe('Tuesday is fine')
    expect(message.envelope).toMatchObject({ subject: 'Re: Message from Dr. Rivera', inReplyTo: null })
  })

  it('C1: counts for nobody whom several senders could be', async () => {
    const raw = bytes([
      ...header({ from: ['From: <maria@mail.test>, <eve@mail.test>'], subject: 'Re: x' }),
      'Content-Type: text/plain',
      '',
      await encrypt(encodePageAnswer({ ...letter, reference }), null),
    ])
    expect((await opened(raw)).protection).toEqual({ kind: 'reply-page', messageTo: null })
  })

  it('sealed to a key that is not ours stays closed', async () => {
    const message = await opened(await mail(reference, 'maria@mail.test', keys.eve))
    expect(message.answer).toBeNull()
    expect(message.protection).toEqual({ kind: 'unreadable', code: 'openpgp/no-secret-key' })
  })

  it('C1: can not be made to look as if the passphrase was known', async () => {
    // The payload of one kind under the mark of the other, by somebody who has the number alone.
    const payload = encodePageAnswer({ ...letter, reference })
    payload.set(new TextEncoder().encode('SPANSWER'))
    const raw = bytes([
      ...header({ from: ['From: <maria@mail.test>'] }),
      'Content-Type: text/plain',
      '',
      await encrypt(payload, null),
    ])
    const message = await opened(raw)
    expect(message.answer).toBeNull()
    expect(message.protection).toMatchObject({ kind: 'openpgp', signature: 'none' })
  })
})
