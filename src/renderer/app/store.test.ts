import { describe, expect, it } from 'vitest'
import { createStore, forgetPerson } from './store.ts'

describe('a store of the window', () => {
  it("forgets what another person left, and keeps the window's own", () => {
    const place = createStore('inbox')
    const handlers = createStore('none', 'window')
    place.set('message 5')
    handlers.set('lock')
    const heard: string[] = []
    place.subscribe(() => heard.push(place.get()))
    forgetPerson()
    expect([place.get(), handlers.get(), heard]).toEqual(['inbox', 'lock', ['inbox']])
  })
})
