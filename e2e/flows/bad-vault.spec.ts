import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { unlock } from '../support/steps.ts'

test('a damaged vault is told on the locked screen, left alone, and opens in the same window once it is put right', async ({
  template,
  openApp,
  scratch,
}) => {
  const userDataDir = path.join(scratch, 'practice')
  await cp(template.folder, userDataDir, { recursive: true })
  const [header, store] = ['vault.json', 'store.db'].map((name) => path.join(userDataDir, 'vault', name)) as [
    string,
    string,
  ]
  const bytes = { header: await readFile(header), store: await readFile(store) }
  await truncate(header, 400)
  const { page } = await openApp({ userDataDir })
  const note = page.getByRole('alert')

  await test.step('half a header', async () => {
    await unlock(page)
    await expect(note).toContainText('vault.json, which describes your keys, is damaged or missing.')
    await expect(note).toContainText('vault/header-damaged')
    expect((await readFile(header)).length).toBe(400)
    await writeFile(header, bytes.header)
  })

  await test.step('no store', async () => {
    await rm(store)
    await unlock(page)
    await expect(note).toContainText(
      'Sealpost made nothing new in its place. Your mail is still at your host.',
    )
    await expect(note).toContainText('store/missing')
    await writeFile(store, bytes.store)
  })

  await unlock(page)
  await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
})

test('a vault that nothing opens is set aside, whole, and first run offers what to come back from', async ({
  template,
  openApp,
  scratch,
}) => {
  const userDataDir = path.join(scratch, 'practice')
  await cp(template.folder, userDataDir, { recursive: true })
  await truncate(path.join(userDataDir, 'vault', 'vault.json'), 400)
  const { page } = await openApp({ userDataDir })
  await page.getByRole('button', { name: 'Begin anew…' }).click()
  await page.getByRole('button', { name: 'Set it aside' }).click()
  await page.getByRole('button', { name: 'I have used Sealpost before' }).click()
  await expect(page.getByRole('button', { name: 'From a backup' })).toBeVisible()
  const [aside = ''] = (await readdir(userDataDir)).filter((name) => name.startsWith('vault.aside-'))
  expect((await readFile(path.join(userDataDir, aside, 'vault.json'))).length).toBe(400)
  expect(await readdir(path.join(userDataDir, aside))).toContain('store.db')
})

test('a clock in 1970 is told over everything, and is gone when it was set right', async ({
  template,
  openApp,
  scratch,
}) => {
  const userDataDir = path.join(scratch, 'practice')
  await cp(template.folder, userDataDir, { recursive: true })
  const clock = { SEALPOST_CLOCK_OFFSET_MS: String(-Date.now()) }
  const wrong = await openApp({ userDataDir, env: clock })
  await unlock(wrong.page)
  const bar = (page: typeof wrong.page) =>
    page.getByText(/^This computer's clock shows .* which is long past\./)
  await expect(bar(wrong.page)).toBeVisible()
  await wrong.close()

  const { page } = await openApp({ userDataDir })
  await unlock(page)
  await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
})
