import { describe, expect, it } from 'vitest'
import { combinations, contactOf } from './route.fixture.ts'
import { canGo, routeRecipient, weakerThanBefore } from './route.ts'

describe('routeRecipient', () => {
  it('covers the table', () => {
    expect(combinations).toHaveLength(4 * 3 * 3 * 2 * 2 * 5 * 5 * 2)
  })

  it('lets nothing go without a certificate or an agreed passphrase', () => {
    const gone = combinations.filter((known) => canGo(routeRecipient(known)))
    expect(gone.length).toBeGreaterThan(0)
    const bare = gone.filter(
      ({ certificate, smime, passphrase }) =>
        certificate === null && smime?.kind !== 'usable' && passphrase === null,
    )
    expect(bare).toEqual([])
  })

  it('always takes the strongest rung that what is known allows', () => {
    const wrong = combinations.filter((known) => {
      const { route } = routeRecipient(known)
      const strongest =
        known.certificate !== null ? 'openpgp' : known.smime?.kind === 'usable' ? 'smime' : 'sealed-message'
      return canGo({ address: '', contact: null, route }) && route.kind !== strongest
    })
    expect(wrong).toEqual([])
  })

  it('decides by what is known alone: the same each time, and untouched by it', () => {
    const before = JSON.stringify(combinations)
    expect(combinations.map(routeRecipient)).toEqual(combinations.map(routeRecipient))
    expect(JSON.stringify(combinations)).toBe(before)
  })

  it('never sends a PDF under a typed passphrase, whatever she reads on and opened before', () => {
    const routes = combinations
      .filter(({ passphrase }) => passphrase?.origin === 'typed')
      .map((known) => routeRecipient(known).route)
      .filter((route) => route.kind === 'sealed-message')
    expect(routes.length).toBeGreaterThan(0)
    expect(routes.filter(({ forms }) => forms !== 'html')).toEqual([])
  })

  it('lets nothing go to a blocked contact or to somebody unknown', () => {
    const wrong = combinations.filter(
      (known) => (known.contact === null || known.contact.isBlocked) && canGo(routeRecipient(known)),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['a patient without a passphrase', 'patient', 'needs-passphrase'],
    ['a colleague with nothing', 'colleague', 'blocked'],
    ['an office with nothing', 'other', 'blocked'],
  ] as const)('%s', (_name, kind, expected) => {
    const route = routeRecipient({
      address: 'a@example.org',
      contact: contactOf(kind, 'unsure', false),
      certificate: null,
      smime: null,
      passphrase: null,
      isFirstTime: true,
      wrong: null,
    }).route
    expect(route.kind).toBe(expected)
  })

  it.each([
    ['phone', null, 'pdf'],
    ['computer', null, 'html'],
    ['unsure', null, 'both'],
    ['unsure', 'html', 'html'],
    ['unsure', 'pdf', 'pdf'],
    // What a person said stands above what was seen.
    ['phone', 'html', 'pdf'],
  ] as const)('who reads on %s and opened %s before gets the form %s', (device, formThatWorked, forms) => {
    const { route } = routeRecipient({
      address: 'a@example.org',
      contact: { ...contactOf('patient', device, false), formThatWorked },
      certificate: null,
      smime: null,
      passphrase: { id: 1, isTold: false, origin: 'generated' },
      isFirstTime: false,
      wrong: null,
    })
    expect(route).toEqual({ kind: 'sealed-message', isTold: false, forms })
  })
})

describe('weakerThanBefore', () => {
  const routes = {
    openpgp: { kind: 'openpgp', fingerprint: 'AB' },
    smime: {
      kind: 'smime',
      fingerprint: 'CD',
      issuer: 'Lab CA',
      expiresAt: '2027-01-01T00:00:00.000Z',
      algorithm: 'aes-256-gcm',
      reason: null,
      isNewestOfSeveral: false,
    },
    'sealed-message': { kind: 'sealed-message', isTold: true, forms: 'both' },
    'needs-passphrase': { kind: 'needs-passphrase' },
  } as const
  const order = ['openpgp', 'smime', 'sealed-message'] as const
  const address = 'maria.alvarez@example.org'

  const methods = [...order, null]
  const nows = [...order, 'needs-passphrase'] as const
  const strength = (method: (typeof methods)[number]) => (method === null ? 3 : order.indexOf(method))

  it.each(
    methods.flatMap((lastMessage) =>
      methods.flatMap((answeredMessage) => nows.map((now) => [lastMessage, answeredMessage, now] as const)),
    ),
  )('last time %s, answering %s, now %s', (lastMessage, answeredMessage, now) => {
    const byAnswered = strength(answeredMessage) <= strength(lastMessage)
    const before = byAnswered ? answeredMessage : lastMessage
    const isDown = before !== null && now !== 'needs-passphrase' && strength(now) > strength(before)
    const measure = byAnswered ? 'answered-message' : 'last-message'
    expect(
      weakerThanBefore({ address, contact: null, route: routes[now] }, { lastMessage, answeredMessage }),
    ).toEqual(isDown ? { measure, address, before, now } : null)
  })

  it('knows no rung for what leaves by other ways', () => {
    const before = { lastMessage: 'pickup', answeredMessage: null }
    expect(weakerThanBefore({ address, contact: null, route: routes['sealed-message'] }, before)).toBeNull()
  })
})
