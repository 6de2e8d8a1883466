import { describe, expect, it } from 'vitest'
import { refusalCode } from './refusal-code.ts'

describe('why a recipient was refused', () => {
  it.each([
    [550, '5.1.1', 'smtp/mailbox-unknown'],
    [550, '5.1.2', 'smtp/domain-unknown'],
    [550, '5.1.10', 'smtp/domain-unknown'],
    [550, '5.2.1', 'smtp/mailbox-disabled'],
    [452, '4.2.2', 'smtp/mailbox-full'],
    [552, '5.2.2', 'smtp/mailbox-full'],
    [552, '5.3.4', 'smtp/recipient-too-large'],
    [554, '5.7.1', 'smtp/policy'],
    [550, '5.7.30', 'smtp/tls-required'],
    [null, '5.4.4', 'smtp/domain-unknown'],
    [null, '4.4.7', 'smtp/host-unreachable'],
    [552, null, 'smtp/mailbox-full'],
    [550, null, 'smtp/recipient-refused'],
    [null, null, 'smtp/recipient-refused'],
    [550, '5.0.0', 'smtp/recipient-refused'],
    [550, '5.constructor', 'smtp/recipient-refused'],
  ])('%s %s: %s', (replyCode, status, code) => {
    expect(refusalCode({ replyCode, status })).toBe(code)
  })
})
