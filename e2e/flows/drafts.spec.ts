import { openOtherProgram, plainMail } from '../../test/support/lab-client.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, startMessage, writeText } from '../support/steps.ts'

test('a draft lies at the host sealed, and what another program left there is gone on with', async ({
  lab,
  openPractice,
}) => {
  const { page } = await openPractice()
  const { rivera } = lab.people
  const atHost = async () =>
    (await lab.mailbox(rivera.address).list('Drafts')).map(({ raw }) => raw.toString('latin1'))
  const drafts = page.getByRole('listbox', { name: 'Drafts' })

  await test.step('written here, it is one sealed message there', async () => {
    await writeText(await startMessage(page), 'Panic attacks at night', 'Half a letter.')
    await expect.poll(async () => (await atHost()).length).toBe(1)
    const [copy = ''] = await atHost()
    expect(copy).toContain('BEGIN PGP MESSAGE')
    expect(copy).not.toMatch(/panic|half a letter/i)
  })

  await test.step('it stands in Drafts once, beside what another program left', async () => {
    const other = await openOtherProgram(lab, rivera)
    const left = plainMail({ subject: 'Begun elsewhere', text: 'Dear Maria, I' }, 'maria@mail.test')
    await other.append('Drafts', left, ['\\Draft'])
    await other.logout()
    await goTo(page, 'Drafts')
    await page.getByRole('button', { name: /^Check(ed|ing)/ }).click()
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.keyboard.press('Escape')
    await expect(drafts.getByRole('option')).toHaveCount(2)
    await expect(drafts.getByRole('option').filter({ hasText: /Panic attacks/ })).toHaveCount(1)
  })

  await test.step('that is gone on with as a draft of ours, and stays as it is there', async () => {
    await drafts
      .getByRole('option')
      .filter({ hasText: /Begun elsewhere/ })
      .click()
    await page.getByRole('button', { name: 'Go on writing' }).click()
    await expect(page.getByLabel('Subject')).toHaveValue('Begun elsewhere')
    await expect(drafts.getByRole('option')).toHaveCount(3)
    expect((await atHost()).filter((raw) => raw.includes('Begun elsewhere'))).toHaveLength(1)
  })

  await test.step('discarded here, nothing of ours is left there', async () => {
    await drafts
      .getByRole('option')
      .filter({ hasText: /Panic attacks/ })
      .click()
    await page.getByRole('button', { name: 'Discard draft' }).click()
    await expect.poll(async () => (await atHost()).filter((raw) => raw.includes('BEGIN PGP')).length).toBe(0)
  })
})
