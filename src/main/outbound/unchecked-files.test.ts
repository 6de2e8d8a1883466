import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { bytesOf, practice, trySend, withSendingPractice } from '../../../test/support/sending.ts'
import { valueOf } from '../../../test/support/store.ts'

withSendingPractice()

const picture = { name: 'drawing.png', bytes: Buffer.from('iVBORw0KGgo', 'base64') }
const plain = { subject: 'Hello', html: '<p>Hello</p>' }

async function scanOf(files: { name: string; bytes: Uint8Array }[]) {
  return valueOf(await testSender(practice).review(writeDraft(practice, plain, files))).scan
}

describe('what can’t be read', () => {
  it('is listed by name and reason, inside an archive too, and counts as health information', async () => {
    const scan = await scanOf([
      picture,
      { name: 'all.zip', bytes: zipSync({ 'old/scan.png': picture.bytes }) },
    ])
    expect(scan.notScanned.map(({ fileName, reason }) => `${fileName}: ${reason}`)).toEqual([
      'drawing.png: image',
      expect.stringMatching(/^all\.zip › old › scan\.png: image$/),
    ])
    expect(scan.reasons).toContainEqual({ code: 'not-scanned', count: 2 })
    const { outcome } = await trySend(plain, [picture])
    expect(outcome).toMatchObject({
      kind: 'held',
      line: 'Sealed for Maria · 1 file not checked, so taken as health information',
    })
  })

  it('is counted by file, not by name', async () => {
    const files = [
      ...[picture, picture],
      {
        name: 'all.zip',
        bytes: zipSync({ 'Client #12/a.png': picture.bytes, 'Client #34/b.png': picture.bytes }),
      },
    ]
    expect((await scanOf(files)).notScanned.map(({ fileName }) => fileName)).toEqual([
      ...['drawing.png', 'drawing.png'],
      ...['all.zip › Client ＃12 › a.png', 'all.zip › Client ＃34 › b.png'],
    ])
    expect((await trySend(plain, files)).outcome).toMatchObject({
      line: 'Sealed for Maria · health information · 4 files not checked',
    })
  })

  it('is the text, not a file, where that holds digits without end', async () => {
    const digits = { ...plain, html: `<p>${'1234567890'.repeat(1000)}</p>` }
    const { scan } = valueOf(await testSender(practice).review(writeDraft(practice, digits)))
    expect(scan.notScanned).toEqual([{ part: 'text', fileName: 'The message', reason: 'endless-digits' }])
    expect(scan.reasons).toContainEqual({ code: 'not-scanned', count: 0 })
    const { outcome } = await trySend(digits, [])
    expect(outcome).toMatchObject({
      line: 'Sealed for Maria · text not checked, so taken as health information',
    })
  })

  it('is known of a picture while the letter is written', () => {
    const id = writeDraft(practice, plain, [picture, { name: 'a.txt', bytes: bytesOf('Hello') }])
    const { notScanned } = valueOf(testSender(practice).scanWhileTyping(id, { ...ordinaryLetter, ...plain }))
    expect(notScanned).toMatchObject([{ fileName: 'drawing.png', reason: 'image' }])
  })

  it('says nothing where everything was read', async () => {
    expect((await scanOf([{ name: 'a.txt', bytes: bytesOf('Hello') }])).notScanned).toEqual([])
    const { outcome } = await trySend(plain, [{ name: 'a.txt', bytes: bytesOf('Hello') }])
    expect(outcome).toMatchObject({ kind: 'held', line: 'Sealed for Maria' })
  })
})

describe('why it is decided so', () => {
  it('tells that it goes to a patient, that the list matches, of what it speaks, and of protected notes', async () => {
    const html = '<p>Maria Alvarez, my psych notes from Tuesday: her depression is worse.</p>'
    const { scan } = valueOf(await testSender(practice).review(writeDraft(practice, { html })))
    expect(scan.reasons.map(({ code }) => code)).toEqual([
      'patient-list-match',
      'recipient-is-patient',
      'identifiers',
      'health-context',
      'psychotherapy-notes',
    ])
  })
})
