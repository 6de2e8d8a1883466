import { execFile } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '../support/fixtures.ts'
import { addRecipient, startMessage, unlock, writeText } from '../support/steps.ts'

const run = promisify(execFile)

test('a full disk: said at once, the text stays on screen, and it is saved and sent when there is room', async ({
  lab,
  template,
  openApp,
  scratch,
}) => {
  test.skip(process.getuid?.() !== 0, 'only root can mount a disk small enough to be filled')
  const userDataDir = path.join(scratch, 'practice')
  const disk = path.join(userDataDir, 'vault')
  await mkdir(disk, { recursive: true })
  await run('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk])
  try {
    await cp(template.folder, userDataDir, { recursive: true })
    const app = await openApp({ userDataDir })
    const { page } = app
    await unlock(page)
    const composer = await startMessage(page)
    await addRecipient(composer, lab.people.maria.address)
    await writeText(composer, 'Before', 'Written while there was room.')

    const filler = path.join(disk, 'filler')
    await fill(filler)
    const body = composer.getByRole('textbox', { name: 'Message' })
    // Longer than what the store has left in the pages that it already owns.
    await body.fill(`Written while the disk was full. ${'More to say. '.repeat(20_000)}`)
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('This disk is full.')
    await expect(alert).toContainText('store/disk-full')
    await expect(composer.getByText('Not saved yet')).toBeVisible()
    await expect(body).toContainText('Written while the disk was full.')
    const send = composer.getByRole('button', { name: 'Send', exact: true })
    await send.click()
    // While it is tried the button is busy: room that comes meanwhile would let it leave.
    await expect(send).not.toHaveAttribute('data-loading')
    await expect(page.getByRole('timer')).toHaveCount(0)

    await rm(filler)
    await body.fill('Written when there was room again.')
    await expect(composer.getByText('Draft saved')).toBeVisible()
    await send.click()
    await expect(page.getByRole('timer')).toHaveText(/^Leaves in \d+ s$/)
    await app.close()
  } finally {
    await run('umount', ['-l', disk])
  }
})

/** Takes all the room that is left. */
async function fill(file: string): Promise<void> {
  for (const piece of [1024 * 1024, 4096]) {
    try {
      for (;;) await writeFile(file, Buffer.alloc(piece), { flag: 'a' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }
}
