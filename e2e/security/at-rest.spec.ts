import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { leaksBelow, leaksIn } from '../support/leaks.ts'
import { rawMail } from '../support/mail.ts'
import {
  addRecipient,
  goTo,
  lock,
  messageBody,
  openMessage,
  sendHeldNow,
  startMessage,
  unlock,
  vaultPassphrase,
  writeText,
} from '../support/steps.ts'

const received = { subject: 'Incoming marigold-sable', text: 'The body says juniper-canoe-latch.' }
const sent = { subject: 'Outgoing cedar-plover', text: 'The letter says walrus-thimble-oak.' }
const unsent = { subject: 'Unsent birch-falcon', text: 'The draft says pewter-gosling-ivy.' }
const file = { name: 'notes-mulberry.txt', text: 'The attachment says cobweb-lilac-stone.' }
const searched = 'juniper-canoe-latch'
/** No dictionary has it. */
const learned = 'brindlequokka'
const mailCanaries = [
  'marigold-sable',
  'juniper-canoe-latch',
  'cedar-plover',
  'walrus-thimble-oak',
  'birch-falcon',
  'pewter-gosling-ivy',
  'notes-mulberry',
  'cobweb-lilac-stone',
  learned,
]

test('nothing of the mail, the people, the passwords or the keys can be read on the disk', async ({
  lab,
  template,
  openPractice,
  scratch,
}) => {
  const { rivera, maria } = lab.people
  const canaries = [
    ...mailCanaries,
    maria.name,
    maria.address,
    rivera.password,
    vaultPassphrase,
    template.words.maria,
    template.words.maria.replaceAll(' ', '-'),
    'BEGIN PGP PRIVATE KEY',
  ]
  await lab.deliver(
    rawMail({ from: maria, to: rivera, subject: received.subject, text: received.text }),
    rivera.address,
  )
  const outside = path.join(scratch, 'outside')
  await mkdir(outside)
  const attachment = path.join(outside, file.name)
  await writeFile(attachment, file.text)

  const app = await openPractice()
  const { page } = app
  const leaks = () => [...leaksBelow(app.userDataDir, canaries), ...leaksBelow(app.tempDir, canaries)]

  await openMessage(page, received.subject)
  await expect(messageBody(page)).toContainText('juniper-canoe-latch')
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill(searched)
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()

  const letter = await startMessage(page)
  await addRecipient(letter, maria.address)
  await writeText(letter, sent.subject, sent.text)
  await app.answerOpenDialog([attachment])
  await letter.getByRole('button', { name: 'Attach files' }).click()
  await expect(letter.getByText(file.name)).toBeVisible()
  await letter.getByRole('button', { name: 'Send', exact: true }).click()
  await sendHeldNow(page)

  const draft = await startMessage(page)
  await addRecipient(draft, maria.address)
  await writeText(draft, unsent.subject, unsent.text)

  const text = draft.getByRole('textbox', { name: 'Message' })
  const misspelt = text.locator('.misspelt')
  const moveCaretBefore = async (words: string) => {
    await text.press('Control+End')
    for (const _ of words) await text.press('ArrowLeft')
  }
  await test.step('words are corrected and learned by key, and the window asks nobody for it', async () => {
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await text.press('Control+End')
    await text.pressSequentially(` We recieve the ${learned} soon.`)
    await expect(misspelt).toHaveText(['recieve', learned])
    await moveCaretBefore(` the ${learned} soon.`)
    await text.press('Shift+F10')
    await expect(page.getByRole('menuitem', { name: 'receive', exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(text).toContainText('We receive the')
    await expect(text).toBeFocused()
    await text.press('Control+z')
    await expect(text).toContainText('We recieve the')
    await expect(misspelt).toHaveText(['recieve', learned])

    await moveCaretBefore(' soon.')
    await text.press('Shift+F10')
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('menuitem', { name: 'Add to my words' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(misspelt).toHaveText(['recieve'])
    await expect(draft.getByText('Draft saved')).toBeVisible()
    expect(requests).toEqual([])
    await page.evaluate(() => {
      new Image().src = location.href
    })
    await expect.poll(() => requests.length, 'a request would be seen (positive control)').toBe(1)
  })

  await test.step('while it is open, with its write-ahead log', () => {
    expect(leaks()).toEqual([])
  })
  await test.step('while it is locked, and open again', async () => {
    await lock(page)
    expect(leaks()).toEqual([])
    await unlock(page)
    await goTo(page, 'Drafts')
    await page
      .getByRole('listbox', { name: 'Drafts' })
      .getByRole('option')
      .filter({ hasText: unsent.subject })
      .click()
    await expect(text).toContainText('pewter-gosling-ivy')
    await text.press('Control+End')
    await text.pressSequentially(` The ${learned} is wierd.`)
    await expect(misspelt).toHaveText(['recieve', 'wierd'])
    expect(leaks()).toEqual([])
  })
  await test.step('the own copies that the server keeps', async () => {
    for (const folder of ['Sent', 'Drafts']) {
      const messages = await lab.mailbox(rivera.address).list(folder)
      expect(messages.flatMap(({ raw }) => leaksIn(raw, mailCanaries, folder))).toEqual([])
    }
    expect((await lab.mailbox(rivera.address).waitFor(1, { folder: 'Sent' })).length).toBeGreaterThan(0)
  })
  await test.step('the search finds a planted text in every encoding (positive control)', async () => {
    const canary = 'walrus-thimble-oak'
    const planted = path.join(app.userDataDir, 'planted')
    const bytes = Buffer.from(canary)
    const forms = {
      plain: bytes,
      'base64 at any place': Buffer.from(
        Buffer.concat([Buffer.from('x'), bytes, Buffer.from('yz')]).toString('base64'),
      ),
      'base64 in lines': Buffer.from(
        Buffer.concat([Buffer.alloc(50, 'x'), bytes])
          .toString('base64')
          .replace(/.{76}/g, '$&\r\n'),
      ),
      'quoted-printable': Buffer.from('walrus-thim=\r\nble-oak'),
      hex: Buffer.from(bytes.toString('hex')),
      utf16: Buffer.from(canary, 'utf16le'),
      reversed: Buffer.from([...canary].reverse().join('')),
    }
    for (const [form, content] of Object.entries(forms)) {
      await writeFile(planted, content)
      expect(
        leaks().map(({ where }) => where),
        form,
      ).toContain('planted')
    }
    await rm(planted)
    const inbox = await lab.mailbox(rivera.address).raw()
    expect(inbox.flatMap((raw) => leaksIn(raw, [searched], 'INBOX'))).not.toEqual([])
  })
})
