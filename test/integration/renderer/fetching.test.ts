import { describe, expect, it } from 'vitest'
import { useGalleryWindow } from '../../renderer/gallery/window.ts'

const gallery = useGalleryWindow()

async function openUnfetched(): Promise<void> {
  await gallery.openInbox()
  await gallery.page.getByRole('button', { name: /^Supervision/ }).click()
  await gallery.page.getByRole('option', { name: 'Scans of the old file' }).click()
}

describe('a message that is not here whole', () => {
  it('says how far it is, can be stopped, and is shown when it was fetched', async () => {
    const { page } = gallery
    await openUnfetched()
    await page.getByText('Fetching the message: 5 MB of 12 MB').waitFor()
    expect(await page.getByRole('button', { name: 'Answer', exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Fetch it' }).click()
    await page.getByRole('button', { name: 'Answer', exact: true }).waitFor()
    await page.frameLocator('iframe').getByText('Best wishes').waitFor()
    const rest = page.getByRole('button', { name: 'Fetch the rest' })
    await rest.click()
    await rest.waitFor({ state: 'detached' })
    await page.frameLocator('iframe').getByText('Best wishes').waitFor()
  })

  it('is named where mail is searched', async () => {
    const { page } = gallery
    await gallery.openInbox()
    await page.getByRole('searchbox', { name: 'Search' }).fill('dose')
    await page.getByText("1 message isn't here whole: it is found by subject and people alone.").waitFor()
  })
})
