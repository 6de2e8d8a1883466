import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rightPassword } from '../../renderer/double/accounts-router.ts'
import { passphrase } from '../../renderer/double/app-router.ts'
import { serveGallery, type Gallery } from '../../renderer/gallery/serve.ts'

const executablePath = process.env['SEALPOST_CHROMIUM'] ?? '/usr/bin/chromium'

let gallery: Gallery
let browser: Browser
let page: Page

beforeAll(async () => {
  gallery = await serveGallery()
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
}, 120_000)

afterAll(async () => {
  await browser.close()
  await gallery.close()
})

afterEach(() => page.context().close())

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(15_000)
})

const selected = () => page.getByRole('option', { selected: true })
const options = () => page.getByRole('listbox', { name: 'Messages' }).getByRole('option')

async function open(query = ''): Promise<void> {
  await page.goto(`${gallery.url}/?${query}`)
}

async function openInbox(query = ''): Promise<void> {
  await open(query)
  await options().first().waitFor()
}

async function newMessage(): Promise<void> {
  await openInbox('hold=60000')
  await page.getByRole('button', { name: 'New message' }).click()
  await page.getByRole('combobox', { name: 'To', exact: true }).waitFor()
}

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

describe('recipients', () => {
  it('a whole address typed quickly is never taken for a person offered before', async () => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('daniel')
    await page.getByRole('option', { name: /Daniel Ortiz/ }).waitFor()
    await to.fill('aisha.khan@inbox.example')
    await to.press('Enter')
    await page.getByRole('button', { name: 'Remove Aisha Khan' }).waitFor()
    expect(await page.getByRole('button', { name: 'Remove Daniel Ortiz' }).count()).toBe(0)
  })

  it('after sending, the focus is in the list', async () => {
    await newMessage()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('maria.alvarez@mailbox.example')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Sealed for Maria').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox')
  })

  it('what is typed in To counts when Mod+Enter sends', async () => {
    await newMessage()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('maria.alvarez@mailbox.example')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Sealed for Maria').waitFor()
  })

  it('an address without @ stays where it is, with a reason', async () => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('maria.mailbox.example')
    await to.press('Enter')
    await page.getByRole('alert').filter({ hasText: "isn't an address" }).waitFor()
    expect(await to.inputValue()).toBe('maria.mailbox.example')
  })

  it('a new address is asked about once, in place, and is known after', async () => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('jordan.park@letters.example')
    await to.press('Enter')
    const who = page.getByRole('group', { name: 'Who is this?' })
    expect(await who.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jordan Park')
    await who.getByRole('button', { name: 'Patient' }).click()
    await page.getByRole('button', { name: 'Choose a passphrase for Jordan' }).click()
    await page.getByRole('list', { name: 'Passphrase words' }).waitFor()
    await page.getByText("I'll tell Jordan later").click()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText("Sealed. Jordan doesn't have the passphrase yet").waitFor()
  })
})

describe('send', () => {
  it('undo brings the held message back as it was written', async () => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('maria.alvarez@mailbox.example')
    await to.press('Enter')
    await page.getByRole('textbox', { name: 'Subject' }).fill('Thursday')
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('See you at 3.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('timer').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Thursday')
    await page.getByRole('textbox', { name: 'Message', exact: true }).getByText('See you at 3.').waitFor()
  })

  it('opens the review by itself for what must be decided, and goes only when all is answered', async () => {
    await openInbox('hold=60000')
    await page.getByRole('button', { name: 'Drafts' }).click()
    await page.getByRole('option', { name: 'Plan for November' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Before this goes' })
    const sendNow = sheet.getByRole('button', { name: 'Send now' })
    expect(await sendNow.isDisabled()).toBe(true)
    await sheet.getByRole('button', { name: 'Both are right' }).click()
    expect(await sendNow.isDisabled()).toBe(true)
    await sheet.getByRole('button', { name: 'It belongs there' }).click()
    await sendNow.click()
    await page.getByRole('timer').waitFor()
  })

  it('nothing lets a message go to someone without protection', async () => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('claims@harborview-billing.example')
    await to.press('Enter')
    await page.getByText("Can't go to claims@harborview-billing.example").waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Before this goes' })
    await sheet.getByRole('button', { name: 'Agree a passphrase' }).first().waitFor()
    expect(await sheet.getByRole('button', { name: 'Send now' }).isDisabled()).toBe(true)
  })

  const welcome = async (addresses: readonly string[]) => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    for (const address of addresses) {
      await to.fill(address)
      await to.press('Enter')
    }
    await page.getByRole('textbox', { name: 'Subject' }).fill('Welcome')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    return page.getByRole('dialog', { name: 'Before this goes' })
  }

  it('many first-time addresses are one question with one answer, which can be taken back', async () => {
    const addresses = ['maria.alvarez@mailbox.example', 'daniel.ortiz@post.example']
    const sheet = await welcome(addresses)
    const question = sheet.getByRole('group', { name: 'First message to these 2 addresses. Are they right?' })
    expect(await question.getByRole('listitem').allInnerTexts()).toEqual(addresses)
    await sheet.getByText('1 question left').waitFor()
    const sendNow = sheet.getByRole('button', { name: 'Send now' })
    expect(await sendNow.isDisabled()).toBe(true)
    await question.getByRole('button', { name: 'All these addresses are right' }).click()
    expect(await sendNow.isEnabled()).toBe(true)
    await question.getByRole('button', { name: 'Change' }).click()
    expect(await sendNow.isDisabled()).toBe(true)
    await question.getByRole('button', { name: 'All these addresses are right' }).click()
    await sendNow.click()
    await page.getByRole('timer').waitFor()
  })

  it('one first-time address is a question of its own', async () => {
    const sheet = await welcome(['maria.alvarez@mailbox.example'])
    await sheet.getByRole('button', { name: 'The address is right' }).click()
    expect(await sheet.getByRole('button', { name: 'Send now' }).isEnabled()).toBe(true)
  })

  it('the look-alike address is replaced by the known one', async () => {
    await newMessage()
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('maria.alvares@mailbox.example')
    await to.press('Enter')
    await page.getByRole('group', { name: 'Who is this?' }).getByRole('button', { name: 'Patient' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Before this goes' })
    await sheet.getByRole('button', { name: 'Use the known one' }).click()
    await sheet.getByText("Sealed with Maria's passphrase").waitFor()
    expect(await sheet.getByRole('button', { name: 'Send now' }).isEnabled()).toBe(true)
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
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('claims@harborview-billing.example')
    await to.press('Enter')
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
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('maria.alvarez@mailbox.example')
    await to.press('Enter')
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
