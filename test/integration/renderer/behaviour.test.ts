import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { rightPassword } from '../../renderer/double/accounts-router.ts'
import { passphrase } from '../../renderer/double/app-router.ts'
import { useGalleryWindow } from '../../renderer/gallery/window.ts'

const gallery = useGalleryWindow()
const { addRecipient, newMessage, open, openInbox, options } = gallery
let page: Page

beforeEach(() => {
  page = gallery.page
})

const selected = () => page.getByRole('option', { selected: true })

describe('keys', () => {
  it('J and K move through the list, E archives and goes to the next, Mod+Z brings it back', async () => {
    await openInbox()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => selected().innerText()).toContain('Consult on D.O.')
    await page.keyboard.press('k')
    await expect.poll(() => selected().innerText()).toContain('About the new dose')
    await page.getByRole('heading', { name: 'About the new dose' }).waitFor()
    await page.keyboard.press('e')
    await page.getByText('Archived.').waitFor()
    await expect.poll(() => selected().innerText()).toContain('Consult on D.O.')
    await page.keyboard.press('Control+z')
    await expect.poll(() => selected().innerText()).toContain('About the new dose')
  })

  it('pressed before the accounts are here are not lost', async () => {
    await open('delay=2000')
    await page.getByRole('navigation', { name: 'Mailboxes' }).waitFor()
    await page.keyboard.press('Control+Shift+M')
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor()
  })

  it('reach the window from inside the mail frame', async () => {
    await openInbox()
    await page.keyboard.press('j')
    await page.frameLocator('iframe').getByText('Thank you.').click()
    await page.keyboard.press('j')
    await expect.poll(() => selected().innerText()).toContain('Consult on D.O.')
  })

  it('are text in the search field, and nothing where they are switched off', async () => {
    await openInbox()
    await page.keyboard.press('/')
    await page.keyboard.type('jee')
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('jee')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Look and keys' }).click()
    await page.getByRole('switch', { name: 'Single-letter keys' }).click()
    await page.getByRole('button', { name: 'Inbox' }).click()
    await options().first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Commands' }).waitFor()
    expect(await selected().count()).toBe(0)
  })
})

describe('a closed sheet', () => {
  it('gives the focus back to the button that opened it', async () => {
    await openInbox()
    await page.getByRole('button', { name: 'Patients' }).click()
    const button = page.getByRole('button', { name: 'Add a person' })
    await button.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Add a person' })
    await sheet.getByLabel('Name').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await expect.poll(() => button.evaluate((node) => node === document.activeElement)).toBe(true)
  })

  it('gives it back to the button of the menu whose entry opened it', async () => {
    await openInbox()
    await page.getByRole('button', { name: 'Patients' }).click()
    const more = page.getByRole('button', { name: 'More for people' })
    await more.press('Enter')
    await page.getByRole('menuitem').first().press('Enter')
    await page.getByRole('dialog').getByRole('heading').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => more.evaluate((node) => node === document.activeElement)).toBe(true)
  })

  it('gives it back to the first opener where one sheet took the place of another', async () => {
    await newMessage()
    await addRecipient('claims@harborview-billing.example')
    const send = page.getByRole('button', { name: 'Send', exact: true })
    await send.press('Enter')
    await page.getByRole('button', { name: 'Add a key' }).last().press('Enter')
    await page.getByRole('dialog', { name: /^A key for/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => send.evaluate((node) => node === document.activeElement)).toBe(true)
  })
})

describe('the outbox in a small window', () => {
  it('says in full where each message is and when it leaves', async () => {
    await page.setViewportSize({ width: 1024, height: 700 })
    await newMessage()
    await addRecipient('maria.alvarez@mailbox.example')
    await page
      .getByRole('textbox', { name: 'Subject' })
      .fill('Homework for the week and the plan for December')
    await page.keyboard.press('Control+Shift+L')
    await page.getByRole('button', { name: /^Tomorrow/ }).press('Enter')
    await page
      .getByRole('button', { name: /^Seal and send|^Send/ })
      .last()
      .click()
    await page.getByRole('button', { name: 'Outbox' }).click()
    const states = page.getByRole('listbox', { name: 'Waiting messages' }).locator('.row-snippet')
    await states.getByText(/^Leaves tomorrow/).waitFor()
    const cut = await states.evaluateAll((nodes) =>
      nodes.filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.textContent),
    )
    expect(cut).toEqual([])
  })
})

describe('a message returned for want of TLS on the way', () => {
  it('goes again without requiring it, and says so where it stood', async () => {
    await openInbox()
    await page.getByRole('button', { name: 'Sent', exact: true }).click()
    await page.getByRole('option', { name: 'Certificate for the school trip' }).click()
    const how = page.getByRole('region', { name: 'How it went' })
    await how.getByText('Returned by their mail host: no encrypted connection on the way').waitFor()
    await how.getByText('The message itself stays encrypted.').waitFor()
    const send = how.getByRole('button', { name: 'Send without requiring TLS on the way' })
    await send.press('Enter')
    await how.getByText(/^Sealed · Handed to your mail host .*, without requiring TLS on the way$/).waitFor()
    await send.waitFor({ state: 'detached' })
    expect(await how.getByRole('button', { name: 'Write again' }).count()).toBe(0)
  })
})

describe('lock', () => {
  it('empties the window, keeps the place, and a wrong passphrase changes nothing', async () => {
    await openInbox()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'About the new dose' }).waitFor()
    await page.keyboard.press('Control+l')
    const field = page.getByRole('textbox', { name: 'Your passphrase' })
    await field.waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/Maria|dose/)
    await field.fill('not this one')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText('vault/wrong-passphrase').waitFor()
    await field.fill(passphrase)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('heading', { name: 'About the new dose' }).waitFor()
  })

  it('stores the words that autosave had not taken yet', async () => {
    await newMessage()
    await page.getByRole('textbox', { name: 'Subject' }).fill('Typed a moment ago')
    await page.keyboard.press('Control+l')
    await page.getByRole('textbox', { name: 'Your passphrase' }).fill(passphrase)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('textbox', { name: 'Subject' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Typed a moment ago')
  })
})

describe('failures', () => {
  it('stay until they are put away', async () => {
    await openInbox('fail=mail.move:imap/refused')
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'About the new dose' }).waitFor()
    await page.keyboard.press('e')
    const line = page.getByRole('alert').filter({ hasText: 'refused that change' })
    await line.waitFor()
    await expect.poll(() => options().first().innerText()).toContain('Maria Alvarez')
    await line.getByRole('button', { name: 'Put away' }).click()
    await line.waitFor({ state: 'detached' })
  })

  it('a link is shown with the host it really goes to, and nothing is opened before', async () => {
    await openInbox()
    await page.getByRole('option', { name: 'Updated bank details' }).click()
    await page.frameLocator('iframe').getByRole('link').click()
    const card = page.getByRole('dialog', { name: 'Where this link goes' })
    await card.getByText('This link opens xn--harborvew-billing-2ib.example').waitFor()
    expect(page.url()).toContain(gallery.url)
    expect(await page.frameLocator('iframe').getByText('Dear customer').count()).toBe(1)
  })
})

describe('a mail account that the host lets in no longer', () => {
  const password = () => page.getByRole('textbox', { name: 'Mail password' })
  const save = () => page.getByRole('button', { name: 'Save changes' })
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-sign-in') !== null)

  it('leads from the list to the password; a wrong one changes nothing, the right one ends the warning', async () => {
    await openInbox('connection=error&why=login/refused')
    const banner = page.getByRole('alert').filter({ hasText: "didn't take the user name or password" })
    await banner.waitFor()
    await page.getByRole('button', { name: 'Enter the new password' }).press('Enter')
    await page.getByRole('heading', { name: 'Mail account' }).waitFor()
    await expect.poll(focused).toBe(true)
    expect(await save().isDisabled()).toBe(true)
    await page.keyboard.type('not this one')
    await page.keyboard.press('Enter')
    await page.getByText('login/refused').waitFor()
    expect(await password().inputValue()).toBe('not this one')
    await password().fill(rightPassword)
    await page.keyboard.press('Enter')
    await page.getByText('Saved. Mail is checked with the new details.').waitFor()
    expect(await password().inputValue()).toBe('')
    await page.getByRole('button', { name: 'Inbox' }).click()
    await options().first().waitFor()
    expect(await banner.count()).toBe(0)
  })

  it('leads there from the connection as well, also where the page is open already', async () => {
    await openInbox('connection=error&why=login/refused')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Mail account' }).click()
    await password().waitFor()
    expect(await focused()).toBe(false)
    await page.getByRole('button', { name: 'Not connected' }).click()
    await page.getByRole('button', { name: 'Enter the new password' }).click()
    await expect.poll(focused).toBe(true)
  })

  it('signs in again in the browser and saves that', async () => {
    await open('host=outlook.example&connection=error&why=login/expired')
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await page.getByText('You sign in at Microsoft in the browser.').waitFor()
    await expect.poll(focused).toBe(true)
    expect(await save().isDisabled()).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText('Signed in. Save the changes to go on with it.').waitFor()
    await save().click()
    await page.getByText('Saved. Mail is checked with the new details.').waitFor()
    await page.getByRole('button', { name: 'Sign in again' }).waitFor()
  })

  it('gives no stored password to another host, and takes a typed one there', async () => {
    await openInbox()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Mail account' }).click()
    await page.getByRole('button', { name: 'Change servers' }).click()
    const host = page.getByRole('group', { name: 'Incoming (IMAP)' }).getByRole('textbox', { name: 'Host' })
    await host.fill('imap.elsewhere.example')
    await page.getByText("The stored one isn't sent to other servers than before.").waitFor()
    expect(await save().isDisabled()).toBe(true)
    await password().fill(rightPassword)
    await page.getByRole('button', { name: 'Check connection' }).click()
    await expect.poll(() => page.getByText('Connected, certificate verified, signed in.').count()).toBe(2)
    expect(await save().isEnabled()).toBe(true)
  })
})

it('scrolls 1,200 letters with only the visible ones in the document', async () => {
  await openInbox()
  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  await page.getByRole('option', { name: 'Letter 1200' }).waitFor()
  const list = page.getByRole('listbox', { name: 'Messages' })
  for (let jump = 0; jump < 14; jump += 1) await list.press('End')
  await page.getByRole('option', { name: 'Letter 1 ', exact: false }).last().waitFor()
  expect(await options().count()).toBeLessThan(60)
})

describe('a policy that came with a message', () => {
  it('is taken over without a reading of the message that nobody did', async () => {
    await openInbox()
    await page.getByRole('button', { name: /^Supervision/ }).click()
    await options().filter({ hasText: 'Our policy' }).click()
    await page.getByRole('button', { name: 'Take over this policy…' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('I compared the words with the owner').click()
    await sheet.getByRole('button', { name: 'Take version 3 over' }).click()
    await page.getByText('Version 3 of the policy is in force here.').waitFor()
    await page.getByRole('button', { name: /^Activity/ }).click()
    const readings = page.getByText('A message was opened.', { exact: true })
    await readings.first().waitFor()
    expect(await readings.count()).toBe(1)
  })
})

describe('the letter with the head of the log', () => {
  const openLog = async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Activity log', exact: true }).click()
  }
  const newest = () => page.getByText(/^The newest head that has left is of/)

  it('is told as gone once it has left, also to who waits for that', async () => {
    await open('hold=3000')
    await openLog()
    const before = await newest().innerText()
    await page.getByRole('button', { name: 'Write the letter' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Sealed for').first().waitFor()
    await openLog()
    await expect.poll(() => newest().innerText()).not.toBe(before)
  })

  it('has a plan whose Save keeps the focus', async () => {
    await open('delay=200')
    await openLog()
    const every = page.getByRole('combobox', { name: 'Ask me to write one' })
    const button = page.getByRole('button', { name: 'Save', exact: true })
    await every.waitFor()
    const save = await button.elementHandle()
    await every.click()
    await page.getByRole('option', { name: 'Every month' }).click()
    await save.press('Enter')
    await page.getByText('Saved. When a letter is due').waitFor()
    expect(await save.evaluate((element) => element === document.activeElement)).toBe(true)
  })
})
