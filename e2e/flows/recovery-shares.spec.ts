import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { goTo, lock, makeRecoveryKit, provePaper, readPaper, type Kit } from '../support/steps.ts'

test('two of three recovery shares open the store when its owner cannot, and somebody has to look at that', async ({
  openPractice,
}) => {
  const { page } = await openPractice()
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
  await page.getByRole('button', { name: 'Make a new recovery kit' }).click()
  const kit = await makeRecoveryKit(page)

  const shares = await test.step('three are made of the kit, and each is proved from its paper', async () => {
    await page.getByRole('button', { name: 'Make recovery shares' }).click()
    const sheet = page.getByRole('dialog', { name: 'Recovery shares' })
    await sheet.getByLabel('Share 1').fill('Dr. Susan Lee')
    await typePaper(page, kit, 'Recovery words', 'Check code')
    await sheet.getByRole('button', { name: 'Make the shares' }).click()
    const made: Kit[] = []
    for (const number of [1, 2, 3]) {
      await expect(sheet.getByRole('heading', { name: `Share ${String(number)} of 3` })).toBeVisible()
      const share = await readPaper(page, 'Words of the share')
      made.push(share)
      await sheet.getByRole('button', { name: "It's on paper" }).click()
      await provePaper(page, share)
      await sheet.getByRole('button', { name: 'Finish' }).click()
    }
    await expect(sheet).toBeHidden()
    await expect(page.getByText(/^Set [0-9a-f]{4}, made/)).toBeVisible()
    await expect(page.getByText('Dr. Susan Lee')).toBeVisible()
    return made
  })

  await test.step('one share twice opens nothing; two of them do, under a new passphrase', async () => {
    const [first, , third] = shares
    if (first === undefined || third === undefined) throw new Error('three shares were made')
    await lock(page)
    await page.getByRole('button', { name: 'Use recovery shares' }).click()
    await typePaper(page, first, 'First share', 'Check code of the first')
    await typePaper(page, first, 'Second share', 'Check code of the second')
    const fresh = 'quokka brindle tugboat meadowlark opaline rivet'
    await page.getByLabel('New passphrase').fill(fresh)
    await page.getByLabel('The same again').fill(fresh)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('alert')).toContainText('vault/share-twice')
    await typePaper(page, third, 'Second share', 'Check code of the second')
    await page.getByRole('button', { name: 'Unlock' }).click()
    // Where it was locked.
    await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  })

  await test.step('it is an open task until somebody signs that she looked', async () => {
    const task = page.getByText(/^The recovery kit, or two of its shares, opened this store\. Look through/)
    await goTo(page, 'Evidence')
    await expect(task).toBeVisible()
    await goTo(page, 'Activity')
    await expect(page.getByText('Sealpost was unlocked with the recovery shares.')).toBeVisible()
    await page.getByRole('button', { name: 'Look through' }).click()
    await expect(page.getByText('Two recovery shares opened this store: emergency access.')).toBeVisible()
    await page.getByRole('button', { name: 'Sign off' }).click()
    await expect(page.getByText(/^Looked through/)).toBeVisible()
    await goTo(page, 'Evidence')
    await expect(page.getByRole('heading', { name: 'Evidence' })).toBeVisible()
    await expect(task).toHaveCount(0)
  })
})

async function typePaper(page: Page, { words, checkCode }: Kit, field: string, code: string): Promise<void> {
  await page.getByRole('textbox', { name: field, exact: true }).fill(words.join(' '))
  await page.getByRole('textbox', { name: code, exact: true }).fill(checkCode)
}
