import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHeldSecrets } from './held-secrets.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const given = () => new Uint8Array(32).fill(7)
const wiped = new Uint8Array(32)

describe('a secret that the window hands over', () => {
  it('is taken once, and wiped where it came from', () => {
    const secrets = createHeldSecrets()
    const bytes = given()
    const handle = secrets.hold(bytes)
    expect(bytes).toEqual(wiped)
    expect(secrets.take('another')).toBeNull()
    const taken = secrets.take(handle)
    expect(taken).toEqual(Buffer.from(given()))
    expect(secrets.take(handle)).toBeNull()
    vi.advanceTimersByTime(120_000)
    // Whoever took it wipes it.
    expect(taken).toEqual(Buffer.from(given()))
  })

  it('is gone when nobody takes it within a minute, or another follows', () => {
    const secrets = createHeldSecrets()
    const late = secrets.hold(given())
    vi.advanceTimersByTime(60_000)
    expect(secrets.take(late)).toBeNull()
    const first = secrets.hold(given())
    const second = secrets.hold(given())
    expect(secrets.take(first)).toBeNull()
    expect(secrets.take(second)).not.toBeNull()
  })

  it('is gone with a lock', () => {
    const secrets = createHeldSecrets()
    const handle = secrets.hold(given())
    secrets.forget()
    expect(secrets.take(handle)).toBeNull()
  })
})
