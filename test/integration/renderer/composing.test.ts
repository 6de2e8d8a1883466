import type { Locator, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { useGalleryWindow } from '../../renderer/gallery/window.ts'

const gallery = useGalleryWindow()
const { addRecipient, newMessage, openInbox } = gallery
let page: Page

beforeEach(() => {
  page = gallery.page
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
    await addRecipient('jordan.park@letters.example')
    const who = page.getByRole('group', { name: 'Who is this?' })
    expect(await who.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jordan Park')
    // No blank line: the next one is typed beside the name, above the question, and Tab leads down.
    const field = page.getByRole('combobox', { name: 'To', exact: true })
    const name = page.getByRole('button', { name: /^Remove jordan/ })
    const middle = async (one: Locator) => {
      const box = await one.boundingBox()
      return box === null ? Number.NaN : box.y + box.height / 2
    }
    expect(Math.abs((await middle(name)) - (await middle(field)))).toBeLessThan(8)
    await field.press('Tab')
    await expect
      .poll(() =>
        who.getByRole('textbox', { name: 'Name' }).evaluate((node) => node === document.activeElement),
      )
      .toBe(true)
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
    await addRecipient('maria.alvarez@mailbox.example')
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
    await addRecipient('claims@harborview-billing.example')
    await page.getByText("Can't go to claims@harborview-billing.example").waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Before this goes' })
    await sheet.getByRole('button', { name: 'Agree a passphrase' }).first().waitFor()
    expect(await sheet.getByRole('button', { name: 'Send now' }).isDisabled()).toBe(true)
  })

  const welcome = async (addresses: readonly string[]) => {
    await newMessage()
    for (const address of addresses) await addRecipient(address)
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
    await addRecipient('maria.alvares@mailbox.example')
    await page.getByRole('group', { name: 'Who is this?' }).getByRole('button', { name: 'Patient' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'Before this goes' })
    await sheet.getByRole('button', { name: 'Use the known one' }).click()
    await sheet.getByText("Sealed with Maria's passphrase").waitFor()
    expect(await sheet.getByRole('button', { name: 'Send now' }).isEnabled()).toBe(true)
  })
})

describe('what was found', () => {
  const review = () => page.getByRole('dialog', { name: 'Before this goes' })
  const consult = async () => {
    await page.keyboard.press('Control+Shift+p')
    await page.getByRole('button', { name: 'Change the text' }).click()
    const line = page.getByText('The text was changed for a consultation.')
    await line.waitFor()
    return line
  }

  it('is counted in the review as beside the button, and is no fold where there is nothing', async () => {
    await newMessage()
    await addRecipient('maria.alvarez@mailbox.example')
    const text = page.getByRole('textbox', { name: 'Message', exact: true })
    await text.fill('Maria, call (555) 010-0100.')
    await page.getByRole('button', { name: 'Review 2 identifiers' }).click()
    await review().getByText('Found in the text').click()
    expect(await review().getByRole('group').filter({ hasText: 'Found in the text' }).innerText()).toMatch(
      /Found in the text\s+2\s/,
    )
    await review().getByRole('button', { name: 'Back' }).click()
    await text.fill('See you on Thursday.')
    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await review().getByText('No identifiers found.').waitFor()
    expect(await review().locator('details').count()).toBe(0)
  })

  it('a consultation is taken back in its own draft', async () => {
    await newMessage()
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Maria sleeps well.')
    await consult()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Maria sleeps well.').waitFor()
  })

  it.each(['Close', 'Discard draft'])('a consultation is offered back no longer after %s', async (leave) => {
    await newMessage()
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Maria sleeps well.')
    const line = await consult()
    await page.getByRole('button', { name: leave }).click()
    await page.getByRole('region', { name: 'New message' }).waitFor({ state: 'detached' })
    expect(await line.count()).toBe(0)
  })
})
