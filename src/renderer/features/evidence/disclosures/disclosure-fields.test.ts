import { describe, expect, it } from 'vitest'
import {
  evidenceBodySchema,
  newEvidenceBodySchema,
  type Disclosure,
  type PossibleDisclosure,
} from '../../../../shared/contract/index.ts'
import { contactIdSchema } from '../../../../shared/ids.ts'
import { isComplete, startFields } from './disclosure-fields.ts'

const court: Disclosure = {
  kind: 'disclosure',
  contactId: contactIdSchema.parse(1),
  day: '2026-11-02',
  recipient: 'County court',
  recipientAddress: '',
  described: 'Dates of visits',
  purpose: '',
  basis: 'court',
  messageId: null,
  suspendedUntil: null,
}

describe('the purpose of a disclosure (164.528(b)(2)(iv))', () => {
  it.each([
    ['court', '', true],
    ['by-mistake', '', false],
    ['by-mistake', '  ', false],
    ['by-mistake', 'A wrong number was dialled', true],
    ['other', '', false],
    ['other', 'Asked by a school', true],
  ] as const)('for %s, “%s” is enough: %s', (basis, purpose, isEnough) => {
    const body = { ...court, basis, purpose }
    expect(isComplete(body)).toBe(isEnough)
    expect(newEvidenceBodySchema.safeParse(body).success).toBe(isEnough)
    expect(evidenceBodySchema.safeParse(body).success).toBe(true)
  })
})

describe('what is written for a message to begin with', () => {
  const message: PossibleDisclosure = {
    messageId: '<own@hope.test>',
    subject: 'Tom Ash and Maria Alvarez',
    sentAt: '2026-11-01T12:00:00.000Z',
    recipients: [{ name: 'Susan Lee', address: 'lee@clinic.example' }],
    because: 'named',
  }

  it('is whom it reached, and nothing of a subject that may name somebody else', () => {
    const fields = startFields(court.contactId, null, message)
    expect(fields).toMatchObject({ recipient: 'Susan Lee', recipientAddress: 'lee@clinic.example' })
    expect(fields.described).toBe('')
    expect(JSON.stringify(fields)).not.toContain('Tom Ash')
  })

  it('is never longer than a line may be, cuts no address, and says that there are more', () => {
    const recipients = Array.from({ length: 100 }, (_, at) => ({
      name: '',
      address: `person-${String(at)}@clinic.example`,
    }))
    const fields = startFields(court.contactId, null, { ...message, recipients })
    const filled = { ...fields, basis: 'court', described: 'Dates of visits' }
    expect(newEvidenceBodySchema.safeParse(filled).success).toBe(true)
    expect(fields.recipientAddress.length).toBeGreaterThan(950)
    const words = fields.recipientAddress.split(', ')
    expect(words.at(-1)).toBe('…')
    expect(words.slice(0, -1)).toEqual(recipients.slice(0, words.length - 1).map(({ address }) => address))
  })
})
