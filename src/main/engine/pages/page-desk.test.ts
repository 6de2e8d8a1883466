import { describe, expect, it } from 'vitest'
import { createPageDesk } from './page-desk.ts'

describe('pages to print', () => {
  it('are served once, without script or network, under a path that nobody can guess', () => {
    const desk = createPageDesk()
    const path = desk.offer('<p>six words</p>')
    expect(path).toMatch(/^\/print\/[\w-]{24}$/)
    expect(desk.offer('<p>six words</p>')).not.toBe(path)
    const page = desk.take(path)
    expect(page?.body).toBe('<p>six words</p>')
    expect(page?.contentSecurityPolicy).toContain("default-src 'none'")
    expect(page?.contentSecurityPolicy).not.toContain('script-src')
    expect(desk.take(path)).toBeNull()
  })

  it('are gone after the lock', () => {
    const desk = createPageDesk()
    const path = desk.offer('<p>six words</p>')
    desk.forget()
    expect(desk.take(path)).toBeNull()
    expect(desk.take('/print/unknown')).toBeNull()
  })
})
