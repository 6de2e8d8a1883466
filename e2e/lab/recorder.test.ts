import { expect, test } from 'vitest'
import { createRecorder } from './recorder.ts'

const secret = 'quiet-harbor-41'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

test.each([
  ['IMAP LOGIN', `a1 LOGIN rivera ${secret}\r\n`],
  ['SASL PLAIN', `AUTH PLAIN ${base64(`\0rivera\0${secret}`)}\r\n`],
  ['SASL PLAIN, one more letter', `AUTH PLAIN ${base64(`\0rivera1\0${secret}`)}\r\n`],
  ['SASL PLAIN, two more letters', `AUTH PLAIN ${base64(`\0rivera12\0${secret}`)}\r\n`],
  ['SASL LOGIN', `${base64(secret)}\r\n`],
  ['XOAUTH2', `AUTH XOAUTH2 ${base64(`user=rivera\u0001auth=Bearer ${secret}\u0001\u0001`)}\r\n`],
])('sees the secret in %s', (_way, line) => {
  const recorder = createRecorder([secret])
  recorder.record(Buffer.from(line.slice(0, 20)))
  recorder.record(Buffer.from(line.slice(20)))
  expect(recorder.sawCredentials()).toBe(true)
  recorder.reset()
  expect(recorder.sawCredentials()).toBe(false)
})

test('sees none in a dialogue without it', () => {
  const recorder = createRecorder([secret])
  recorder.record(Buffer.from(`a1 CAPABILITY\r\na2 STARTTLS\r\n${base64('\0rivera\0another-word')}\r\n`))
  expect(recorder.sawCredentials()).toBe(false)
})
