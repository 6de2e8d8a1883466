import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { passphrase } from '../../renderer/double/app-router.ts'
import { useGalleryWindow } from '../../renderer/gallery/window.ts'

const gallery = useGalleryWindow()
let page: Page

beforeEach(() => {
  page = gallery.page
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name })

async function openEvidence(view: string, query = ''): Promise<void> {
  await gallery.open(query)
  await page.getByRole('button', { name: 'Settings', exact: true }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.getByRole('region', { name: 'Overview' }).waitFor()
  if (view !== 'Overview') await page.getByRole('radiogroup').getByText(view, { exact: true }).click()
  await page.getByRole('region', { name: view }).waitFor()
}

describe('evidence', () => {
  it('leads from an open task to what it is about', async () => {
    await openEvidence('Overview')
    await button("Open: The agreement with Cedar Vault Storage isn't signed yet.").press('Enter')
    await dialog('The agreement with Cedar Vault Storage').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: 'Agreements' }).getByText('Not signed yet').waitFor()
  })

  it('shows what was decided in the month that is chosen', async () => {
    await openEvidence('Overview')
    const months = page.getByRole('group', { name: 'Mail by month' }).getByRole('button')
    await expect.poll(() => months.count()).toBe(12)
    expect(await months.last().getAttribute('aria-pressed')).toBe('true')
    await page.getByText('OpenPGP 16 · S/MIME 9 · Sealed message 41').waitFor()
    await months.nth(10).press('Enter')
    await page.getByText('OpenPGP 21 · S/MIME 12 · Sealed message 55').waitFor()
    expect(await months.last().getAttribute('aria-pressed')).toBe('false')
    const rows = page.getByRole('table', { name: 'Mail by month' }).getByRole('row')
    expect(await rows.nth(11).getByRole('cell').allInnerTexts()).toEqual(['21', '12', '55'])
  })

  it('stays where it was through a lock, with nothing of it in sight meanwhile', async () => {
    await openEvidence('Training')
    await page.getByText('Sam Okafor').waitFor()
    await page.keyboard.press('Control+l')
    await page.getByRole('textbox', { name: 'Your passphrase' }).waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/Okafor|Course/)
    await page.getByRole('textbox', { name: 'Your passphrase' }).fill(passphrase)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('region', { name: 'Training' }).getByText('Sam Okafor').waitFor()
  })

  it('saves the binder after saying that it leaves', async () => {
    await openEvidence('Overview')
    await button('Save the evidence binder').press('Enter')
    await dialog('Save the evidence binder').getByText("leaves Sealpost's protection").waitFor()
    await button('Save the files').press('Enter')
    await page.getByText('The binder is saved.').waitFor()
  })
})

describe('an agreement', () => {
  it('is added with its document, changed, and keeps the version before', async () => {
    await openEvidence('Agreements', 'content=empty')
    await button('Add an agreement').press('Enter')
    await button('Save').press('Enter')
    await page.getByText('A name, please.').waitFor()
    await page.getByRole('textbox', { name: 'With whom' }).fill('Lakeside Fax')
    await page.getByLabel('Signed on').fill('2026-01-10')
    const choosing = page.waitForEvent('filechooser')
    await button('Attach a document').click()
    const name = 'lakeside.pdf'
    await (await choosing).setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(name) })
    await page.getByText(name).waitFor()
    await button('Save').press('Enter')
    await page.getByText('In force').waitFor()
    await button('Save the document of Lakeside Fax').press('Enter')
    await page.getByText('The copy is saved. What you save').waitFor()

    await button('Change Lakeside Fax').press('Enter')
    await page.getByText('lakeside.pdf, 48 KB').waitFor()
    await page.getByLabel('Ended on').fill('2026-02-01')
    await button('Save').press('Enter')
    await page.getByText(/^Ended on 1 February/).waitFor()
    await button('Earlier versions of Lakeside Fax').press('Enter')
    await dialog('Versions of Lakeside Fax')
      .getByText(/^Ended on: nothing → 1 February/)
      .waitFor()
  })

  it('keeps what was written where somebody else was faster', async () => {
    await openEvidence('Agreements', 'fail=evidence.save:evidence/outdated')
    await button('Change Harborview Billing').press('Enter')
    const notes = page.getByRole('textbox', { name: 'Notes' })
    await notes.fill('They moved to Elm Street.')
    await button('Save').press('Enter')
    await page.getByText('evidence/outdated').waitFor()
    expect(await notes.inputValue()).toBe('They moved to Elm Street.')
  })
})

describe('an incident', () => {
  it('is no breach only after all four factors, and its clock stops then', async () => {
    await openEvidence('Incidents')
    await page.getByText(/^.*19 days left to tell people/).waitFor()
    await button('Open Statement posted to a former address').press('Enter')
    await button('Continue').press('Enter')
    await button('Continue').press('Enter')
    await button('Continue').press('Enter')
    expect(await page.getByRole('radio', { name: 'No breach' }).isDisabled()).toBe(true)
    await button('Back').press('Enter')
    for (const factor of ['Whether it was seen', 'What was done about it']) {
      await page.getByRole('region', { name: factor }).getByRole('radio', { name: 'Low' }).check()
    }
    await button('Continue').press('Enter')
    await page.getByRole('radio', { name: 'No breach' }).check()
    await button('Save').press('Enter')
    await dialog('Statement posted to a former address').waitFor({ state: 'detached' })
    await expect.poll(() => page.getByText('No breach', { exact: true }).count()).toBe(2)
    expect(await page.getByText('days left to tell people').count()).toBe(0)
  })

  it('can be put away half done, and asks who was told only where it was a breach', async () => {
    await openEvidence('Incidents', 'content=empty')
    await button('Add an incident').press('Enter')
    await page.getByRole('textbox', { name: 'In a few words' }).fill('Letter in the wrong envelope')
    await button('Save for now').press('Enter')
    await page.getByText('Not concluded yet').waitFor()
    await button('Open Letter in the wrong envelope').press('Enter')
    await button('Continue').press('Enter')
    await page.getByRole('radio', { name: 'Yes' }).check()
    await page.getByText('Step 2 of 3').waitFor()
    await button('Continue').press('Enter')
    await page.getByRole('radio', { name: 'A breach' }).check()
    await button('Continue').press('Enter')
    await page.getByLabel('People were told on').fill('2026-11-01')
    await button('Save').press('Enter')
    await page.getByText(/^Breach, told on 1 November/).waitFor()
  })
})

describe('the risk worksheet', () => {
  it('is judged threat after threat, signed, and goes on from there', async () => {
    await openEvidence('Risks', 'content=empty')
    await button('Judge: This computer is lost or stolen').press('Enter')
    for (let judged = 0; judged < 12; judged += 1) {
      const sheet = page.getByRole('dialog')
      await sheet.getByRole('radio', { name: 'Low' }).first().check()
      await sheet.getByRole('radio', { name: 'Medium' }).last().check()
      await sheet.getByRole('radio', { name: 'Accept it' }).check()
      const title = await sheet.getByRole('heading').first().innerText()
      await (judged < 11 ? button('Save, and the next') : button('Save')).press('Enter')
      await dialog(title).waitFor({ state: 'detached' })
    }
    await page.getByText('All are judged.').waitFor()
    await button('Sign it').press('Enter')
    await page.getByText('0 of 12 risks are to be reduced').waitFor()
    await dialog('Sign the risk worksheet').getByRole('button', { name: 'Sign it' }).press('Enter')
    await page.getByText('Goes on from the worksheet that was signed last.').waitFor()
    await page.getByRole('button', { name: /^Read it: signed on/ }).press('Enter')
    await page.getByRole('dialog').getByText('Locks after 10 minutes without use.').first().waitFor()
  })
})
