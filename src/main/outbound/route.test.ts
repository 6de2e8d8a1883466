import { describe, expect, it } from 'vitest'
import type { ContactId } from '../../shared/ids.ts'
import type { KnownContact, RecipientKnowledge } from '../directory/index.ts'
import { canGo, routeRecipient, weakerThanBefore } from './route.ts'

const contacts = [null, 'patient', 'colleague', 'other'] as const
const devices = ['phone', 'computer', 'unsure'] as const

function contactOf(
  kind: 'patient' | 'colleague' | 'other',
  readsMailOn: (typeof devices)[number],
  isBlocked: boolean,
): KnownContact {
  return {
    id: 1 as ContactId,
    name: 'Maria Alvarez',
    kind,
    readsMailOn,
    isBlocked,
    formThatWorked: null,
    agreedToEmailOn: null,
  }
}

/** Every combination of what can be known of a recipient. */
const combinations: RecipientKnowledge[] = contacts.flatMap((kind) =>
  devices.flatMap((device) =>
    [true, false].flatMap((isBlocked) =>
      [true, false].flatMap((hasCertificate) =>
        [null, true, false].flatMap((told) =>
          [true, false].map((isFirstTime) => ({
            address: 'maria.alvarez@example.org',
            contact: kind === null ? null : contactOf(kind, device, isBlocked),
            smime: null,
            certificate: hasCertificate ? { fingerprint: 'AB', armored: '' } : null,
            passphrase: told === null ? null : { id: 1, isTold: told },
            isFirstTime,
            wrong: null,
          })),
        ),
      ),
    ),
  ),
)

describe('routeRecipient', () => {
  it('covers the table', () => {
    expect(combinations).toHaveLength(4 * 3 * 2 * 2 * 3 * 2)
  })

  it('lets nothing go without a certificate or an agreed passphrase', () => {
    const gone = combinations.filter((known) => canGo(routeRecipient(known)))
    expect(gone.length).toBeGreaterThan(0)
    expect(gone.filter((known) => known.certificate === null && known.passphrase === null)).toEqual([])
  })

  it('never takes the weaker rung when a certificate is known', () => {
    const weaker = combinations.filter(
      (known) => known.certificate !== null && routeRecipient(known).route.kind === 'sealed-message',
    )
    expect(weaker).toEqual([])
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
      passphrase: { id: 1, isTold: false },
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

  it.each(
    [...order, null].flatMap((before) =>
      (['openpgp', 'smime', 'sealed-message', 'needs-passphrase'] as const).map(
        (now) => [before, now] as const,
      ),
    ),
  )('last time %s, now %s', (before, now) => {
    const isDown = before !== null && now !== 'needs-passphrase' && order.indexOf(now) > order.indexOf(before)
    expect(weakerThanBefore({ address, contact: null, route: routes[now] }, before)).toEqual(
      isDown ? { address, before, now } : null,
    )
  })
})
