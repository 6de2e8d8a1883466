import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftContent } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { scanFully } from '../phi/index.ts'
import { dearmorContainer, openContainer } from '../sealing/index.ts'
import { currentPassphrase, listSubmissions, readSubmissionRaw, setPassphraseTold } from '../store/index.ts'
import { createOutbox } from './outbox.ts'

const typed = 'Violet harbor-Quilt, Thunder & maple otter 93'
const armor = /^-----BEGIN SEALED MESSAGE-----\r?\n[^-]+-----END SEALED MESSAGE-----/m

let practice: TestPractice
let maria: ContactId

beforeEach(async () => {
  practice = await makeTestPractice()
  maria = await practice.addPatient({ readsMailOn: 'phone', words: null })
  await practice.agree(maria, typed, 'typed')
})
afterEach(() => {
  practice.dispose()
})

async function sent(content: Partial<DraftContent> = {}) {
  const { logicalId } = await heldLetter(practice, content)
  const [submission] = listSubmissions(practice.store, logicalId)
  const raw = Buffer.from(readSubmissionRaw(practice.store, submission?.id ?? 0)).toString('latin1')
  const cover = raw.slice(0, raw.indexOf('Content-Type: text/html')).replaceAll('=\r\n', '')
  return { logicalId, form: submission?.form, raw, cover }
}

describe('a message under words that the practice typed', () => {
  it.each([{}, { oneForm: 'pdf' as const }, { oneForm: 'html' as const }])(
    'goes as the page alone, whatever the patient reads on, with %j',
    async (content) => {
      const { form, raw, cover } = await sent(content)
      expect(form).toBe('html')
      expect(raw).not.toMatch(/application\/pdf|Message\.pdf|%PDF/)
      expect(cover).toContain('On a computer, download Message.html and open it. It asks for the passphrase')
      const container = valueOf(dearmorContainer(armor.exec(raw)?.[0] ?? ''))
      expect(
        valueOf(await openContainer(container, ' violet-HARBOR quilt thunder & maple otter-93')),
      ).toMatchObject({ subject: 'Tuesday' })
      expect(await openContainer(container, 'violet harbor quilt thunder maple otter 93')).toMatchObject({
        error: { code: 'sealed/wrong-passphrase' },
      })
    },
  )

  it('cannot be sent again as a PDF: it says why', async () => {
    const { logicalId } = await sent()
    const outbox = createOutbox({
      ...practice,
      fullScan: scanFully,
      onHeld: () => undefined,
      isLookingInSent: () => false,
    })
    expect(await outbox.sendOtherForm(logicalId, maria)).toEqual(fail('seal/pdf-needs-made-words'))
    expect(listSubmissions(practice.store, logicalId)).toHaveLength(1)
  })

  it.each([
    ['as it was typed', { html: `<p>Use ${typed.replace('&', '&amp;')} for it.</p>` }],
    ['in other case and spacing', { html: '<p>VIOLET HARBOR QUILT</p><p>thunder-maple-otter 93</p>' }],
    ['in the subject, without spaces', { subject: 'violetharborquiltthundermapleotter93' }],
  ])('is held back when the words stand in it %s', async (_name, content) => {
    const answer = valueOf(await testSender(practice).send(writeDraft(practice, content), []))
    expect(answer).toMatchObject({
      kind: 'decide',
      review: { questions: [{ isBlocking: true, question: { kind: 'passphrase-in-text' } }] },
    })
  })
})

describe('the cover mail', () => {
  const tell = (way: 'printed-card' | 'by-phone') => {
    practice.write((tx) => {
      setPassphraseTold(tx, currentPassphrase(tx, maria)?.id ?? 0, way, 1)
    })
  }
  it.each([
    ['printed-card', /the passphrase we agreed \(card 2\)/],
    ['by-phone', /the passphrase we agreed\./],
  ] as const)('after a second passphrase, told by %s', async (way, expected) => {
    await practice.agree(maria, 'acorn baker candy delta eagle fancy', 'generated')
    tell(way)
    expect((await sent()).cover).toMatch(expected)
  })
})
