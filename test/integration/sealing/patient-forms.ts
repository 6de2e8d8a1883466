import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import {
  buildHtmlForm,
  derivePassphraseKey,
  loadReaderAssets,
  sealContainer,
  type Cover,
  type PassphraseKey,
  type ReaderAssets,
  type SealedContent,
} from '../../../src/main/sealing/index.ts'
import { readVector } from '../../../src/main/sealing/sealed-message/format/vectors.fixture.ts'
import { PatientBrowser, type PatientPage } from './patient-browser.ts'

const root = resolve(import.meta.dirname, '../../..')
const cover: Cover = { language: 'en', senderLabel: 'Dr. Rivera', phone: '(555) 010-0100' }
const vector = readVector('full').content.reply
if (!vector) throw new Error('the vector has means to answer')
/** How the patient answers, with the key that `practice-secret-key.asc` of the vectors opens. */
export const reply = vector
/** What opens every form here. */
export const passphrase = 'acorn-baker-candy-delta-cab-cab'

/** What is sealed unless a test changes it; CANARY marks what must not show before. */
export const content: SealedContent = {
  messageId: '<m1@practice.example>',
  subject: 'CANARY subject',
  sentAt: '2026-11-21T14:02:00Z',
  fromName: 'Dr. Ana Rivera',
  language: 'en',
  text: 'Dear Maria,\nCANARY body, Łukasz, 日本 👍',
  attachments: [
    {
      name: 'CANARY exercises.pdf',
      type: 'application/pdf',
      bytes: new TextEncoder().encode('%PDF-1.7 CANARY'),
    },
    { name: 'evil.html', type: 'text/html', bytes: new TextEncoder().encode('<script>1</script>') },
  ],
  reply,
}

export type PatientForms = {
  /** Opens the HTML form from a file, as a patient does. */
  readonly open: PatientBrowser['open']
  /** The content with these changes as an HTML form, with this outside. */
  readonly form: (changes?: Partial<SealedContent>, outside?: Partial<Cover>) => Promise<string>
  readonly formOf: (sealed: SealedContent, outside?: Partial<Cover>) => Promise<string>
}

/** A browser and a derived passphrase for the tests of the file that calls it. */
export function usePatientForms(): PatientForms {
  let browser: PatientBrowser
  let assets: ReaderAssets
  let key: PassphraseKey
  beforeAll(async () => {
    browser = await PatientBrowser.launch()
    assets = await loadReaderAssets(resolve(root, 'resources/reader'))
    key = await derivePassphraseKey(passphrase, new Uint8Array(16).fill(1))
  })
  afterAll(() => browser.close())

  const formOf: PatientForms['formOf'] = async (sealed, outside = {}) => {
    const container = await sealContainer(sealed, key)
    if (!container.ok) throw new Error(container.error.code)
    return buildHtmlForm(container.value, { ...cover, ...outside, pdfName: 'Message.pdf' }, assets)
  }
  return {
    open: (...given): Promise<PatientPage> => browser.open(...given),
    form: (changes = {}, outside = {}) => formOf({ ...content, ...changes }, outside),
    formOf,
  }
}

export async function unlock(page: Page, typed = 'Acorn baker CANDY delta. cab cab'): Promise<void> {
  await page.getByLabel('Passphrase agreed with Dr. Rivera').fill(typed)
  await page.getByRole('button', { name: 'Open message' }).click()
}

/** Shown once the message is open. */
export const subject = (page: Page) => page.getByRole('heading', { name: 'CANARY subject' })
