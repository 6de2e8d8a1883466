import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockWithTheSystem } from './lock-triggers.ts'

vi.mock('electron', () => ({ powerMonitor: undefined }))

let monitor: EventEmitter & { state: string; getSystemIdleState: () => string }
let reasons: string[]

beforeEach(() => {
  vi.useFakeTimers()
  reasons = []
  monitor = Object.assign(new EventEmitter(), {
    state: 'active',
    getSystemIdleState: () => monitor.state,
  })
})
afterEach(() => {
  vi.useRealTimers()
})

function watch(platform: NodeJS.Platform): void {
  const engine = {
    lock: (reason: string) => {
      reasons.push(reason)
      return Promise.resolve()
    },
  }
  lockWithTheSystem(engine, monitor as unknown as Electron.PowerMonitor, platform)
}

describe('the vault locks', () => {
  it.each([
    ['suspend', 'suspend'],
    ['resume', 'suspend'],
    ['lock-screen', 'screen-locked'],
    ['user-did-resign-active', 'screen-locked'],
  ])('on the system’s %s', (event, reason) => {
    watch('darwin')
    expect(reasons).toEqual([])
    monitor.emit(event)
    expect(reasons).toEqual([reason])
  })

  it('with the screen of a Linux desktop, which sends no event: once each time', () => {
    watch('linux')
    vi.advanceTimersByTime(60_000)
    expect(reasons).toEqual([])
    monitor.state = 'locked'
    vi.advanceTimersByTime(60_000)
    expect(reasons).toEqual(['screen-locked'])
    monitor.state = 'active'
    vi.advanceTimersByTime(4_000)
    monitor.state = 'locked'
    vi.advanceTimersByTime(2_000)
    expect(reasons).toEqual(['screen-locked', 'screen-locked'])
  })
})
