import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, describe, it } from 'vitest'
import { findSealedAnswers, openAnswer } from '../../../src/main/sealing/index.ts'
import { vectorFolder } from '../../../src/main/sealing/sealed-message/format/vectors.fixture.ts'
import { content, reply, subject, unlock, usePatientForms } from './patient-forms.ts'

const secretKey = readFileSync(resolve(vectorFolder, 'practice-secret-key.asc'), 'utf8')
const { form, formOf, open } = usePatientForms()

describe('answering', () => {
  const openSealed = async (text: string) => {
    const [armored, ...others] = findSealedAnswers(text)
    if (armored === undefined || others.length > 0) throw new Error('not one answer')
    return openAnswer(armored, {
      secretKeys: [secretKey],
      replyKeyFor: (id) => (id === content.messageId ? reply.key : null),
      now: new Date(),
    })
  }
  const bound = { source: 'message', boundTo: content.messageId, openedWithPassphrase: true }

  it('by mail link, by paste and as a file: each opens at the practice', async () => {
    const { page, requests, violations } = await open(await form(), {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await unlock(page)
    await page.getByLabel('Your answer to Dr. Rivera').fill('Tuesday is fine — gracias 👍')
    await page.getByRole('button', { name: 'Seal answer' }).click()
    const expected = { ok: true, value: { text: 'Tuesday is fine — gracias 👍', attachments: [], ...bound } }

    const href = (await page.getByRole('link', { name: 'Open in my mail' }).getAttribute('href')) ?? ''
    expect(href.length).toBeLessThan(1900)
    const mailto = new URL(href)
    expect(mailto.pathname).toBe('rivera@practice.example')
    expect([...mailto.searchParams.keys()]).toEqual(['body'])
    expect(await openSealed(mailto.searchParams.get('body') ?? '')).toEqual(expected)

    await page.getByRole('button', { name: 'Copy sealed answer' }).click()
    await page.getByText('Copied. Now press Reply in your mail and paste.').waitFor()
    expect(await openSealed(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(expected)

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a file' }).click()
    expect((await download).suggestedFilename()).toBe('Answer.sealed')
    expect(await openSealed(await readFile(await (await download).path(), 'latin1'))).toEqual(expected)
    expect({ requests, violations: await violations() }).toEqual({ requests: [], violations: [] })
    await page.context().close()
  })

  it('with files: they arrive byte for byte, and no link is offered that would be cut', async () => {
    const { page } = await open(await form())
    await unlock(page)
    const photo = Buffer.alloc(300_000, 'x')
    await page.locator('input[type=file]').setInputFiles([
      { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('no') },
    ])
    await page.getByRole('button', { name: 'Remove wrong.txt' }).click()
    await page.getByRole('button', { name: 'Seal answer' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a file' }).click()
    expect(await page.getByRole('link', { name: 'Open in my mail' }).count()).toBe(0)
    const opened = await openSealed(await readFile(await (await download).path(), 'latin1'))
    const attachments = [{ name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array(photo) }]
    expect(opened).toEqual({ ok: true, value: { text: '', attachments, ...bound } })
    await page.context().close()
  })

  it('marks the text to copy by hand where the browser keeps its clipboard', async () => {
    const { page } = await open(await form(), {}, () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined })
    })
    await unlock(page)
    await page.getByLabel('Your answer to Dr. Rivera').fill('Yes')
    await page.getByRole('button', { name: 'Seal answer' }).click()
    await page.getByRole('button', { name: 'Copy sealed answer' }).click()
    await page.getByText('to copy the marked text').waitFor()
    const marked = await page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement
      return field.value.slice(field.selectionStart, field.selectionEnd)
    })
    expect((await openSealed(marked)).ok).toBe(true)
    await page.context().close()
  })

  it('says that nothing was written, and where it must be written', async () => {
    const { page } = await open(await form())
    await unlock(page)
    await page.getByRole('button', { name: 'Seal answer' }).click()
    await expect(page.getByRole('alert').textContent()).resolves.toBe('Write something or add a file first.')
    await page.context().close()
  })

  it('is not offered when the message has no means to answer', async () => {
    const { reply: _none, ...rest } = content
    const { page } = await open(await formOf(rest))
    await unlock(page)
    await subject(page).waitFor()
    expect(await page.getByRole('heading', { name: 'Answer' }).count()).toBe(0)
    await page.context().close()
  })
})
