import { openMessage, openDraft, type Scene } from './scene.ts'

/** From the draft to the outbox. */
export const composingScenes: readonly Scene[] = [
  { name: 'composer', steps: openDraft },
  {
    name: 'composer-spelling',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const subject = page.getByRole('textbox', { name: 'Subject' })
      await subject.fill('Your apointment on Thursday')
      const text = page.getByRole('textbox', { name: 'Message', exact: true })
      await text.fill('Please call when you recieve this letter, and bring the sandtray figures on Tusday.')
      await page.locator('.ProseMirror .misspelt').nth(2).waitFor()
      await page.locator('.subject-marks .misspelt').waitFor()
      await subject.focus()
      await subject.evaluate((field: HTMLInputElement) => {
        field.setSelectionRange(7, 7)
      })
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menuitem', { name: 'appointment', exact: true }).waitFor()
      await page.keyboard.press('Enter')
      await page.locator('.subject-marks').getByText('Your appointment on').waitFor()
      await page.locator('.subject-input:focus').waitFor()
      await page.keyboard.press('Control+z')
      await page.locator('.subject-marks .misspelt').getByText('apointment').waitFor()
      await page.locator('.ProseMirror .misspelt').nth(2).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Tuesday', exact: true }).waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.ProseMirror-focused').waitFor()
      await page.locator('.ProseMirror .misspelt').first().click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'receive', exact: true }).waitFor()
    },
  },
  {
    name: 'composer-recipients',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const to = page.getByRole('combobox', { name: 'To', exact: true })
      for (const address of [
        'maria.alvarez@mailbox.example',
        'daniel.ortiz@post.example',
        'aisha.khan@inbox.example',
        'susan.lee@lakeside-neuro.example',
        'claims@harborview-billing.example',
        'jordan.park@letters.example',
      ]) {
        await to.fill(address)
        await to.press('Enter')
      }
      await page.getByText('Who is this?').waitFor()
      await page.getByRole('textbox', { name: 'Subject' }).fill('Appointment')
    },
  },
  {
    name: 'composer-attachments',
    steps: async (page) => {
      await openDraft(page)
      for (let count = 0; count < 3; count += 1) {
        await page.getByRole('button', { name: 'Attach files' }).click()
        await page.getByRole('button', { name: 'Remove Insurance card.jpg' }).nth(count).waitFor()
      }
    },
  },
  {
    name: 'composer-too-large',
    steps: async (page) => {
      await openDraft(page)
      for (let count = 0; count < 4; count += 1) {
        await page.getByRole('button', { name: 'Attach files' }).click()
        await page.getByRole('button', { name: 'Remove Insurance card.jpg' }).nth(count).waitFor()
      }
      await page.getByRole('button', { name: 'Divide into 2 messages' }).waitFor()
    },
  },
  {
    name: 'answer',
    steps: async (page) => {
      await openMessage(page, 'Re: Appointment on Thursday')
      await page.getByRole('button', { name: 'Answer', exact: true }).click()
      await page.getByRole('textbox', { name: 'Message' }).waitFor()
    },
  },
  {
    name: 'review',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('dialog', { name: 'Before this goes' }).waitFor()
      await page.getByRole('button', { name: 'Both are right' }).click()
      await page.getByText('Found in the text').click()
    },
  },
  {
    name: 'review-left-to-others',
    query: 'policy=biller',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      const sheet = page.getByRole('dialog', { name: 'Before this goes' })
      await sheet.getByText("By the practice's policy, version 3, others answer these.").waitFor()
    },
  },
  {
    name: 'review-finding',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: /^Review Health information/ }).click()
      await page.getByText('Found in the text').click()
      await page.getByRole('button', { name: /^Daniel Ortiz/ }).click()
      await page.getByRole('button', { name: 'Never flag this' }).click()
      await page.getByText('This names one of your patients:').waitFor()
    },
  },
  {
    name: 'review-weaker',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const to = page.getByRole('combobox', { name: 'To', exact: true })
      await to.fill('noor@clinic-east.example')
      await to.press('Enter')
      await page.getByRole('textbox', { name: 'Message' }).fill('The group meets on Tuesday.')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('button', { name: 'Send it this way from now on' }).waitFor()
    },
  },
  {
    name: 'review-weaker-answer',
    steps: async (page) => {
      await openMessage(page, 'Encrypted to an old key')
      await page.getByRole('button', { name: 'Answer', exact: true }).click()
      await page.getByRole('textbox', { name: 'Message' }).fill('Please send it once more.')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('button', { name: 'Answer this way' }).waitFor()
    },
  },
  {
    name: 'finding-card',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('textbox', { name: 'Message', exact: true }).focus()
      await page.keyboard.press('Control+.')
      await page.getByRole('dialog', { name: 'Social Security number' }).waitFor()
    },
  },
  {
    name: 'consultation',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Prepare for consultation' }).click()
      await page.getByRole('region', { name: 'What risk remains' }).waitFor()
    },
  },
  {
    name: 'review-nobody-to-call',
    query: 'phone=',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: /^Review Health information/ }).click()
      await page.getByRole('button', { name: 'Add your number' }).waitFor()
    },
  },
  {
    name: 'tell',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Aisha Khan' }).click()
      await page.getByRole('button', { name: 'Choose a passphrase for Aisha' }).click()
      await page.getByRole('radio', { name: 'By phone' }).click()
    },
  },
  {
    name: 'hold',
    query: 'hold=9000',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const to = page.getByRole('combobox', { name: 'To', exact: true })
      await to.fill('maria.alvarez@mailbox.example')
      await to.press('Enter')
      await page.getByRole('textbox', { name: 'Message' }).fill('The new dose works.')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByText(/Leaves in \d s/).waitFor()
    },
  },
  {
    name: 'outbox-unknown',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Outbox' }).click()
      await page.getByRole('option', { name: 'Statement for October' }).click()
      await page.getByRole('button', { name: 'Send the same again' }).waitFor()
    },
  },
  {
    name: 'outbox-refused',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Outbox' }).click()
      await page.getByRole('option', { name: 'Referral letter' }).click()
      await page.getByRole('button', { name: 'Back to the draft' }).waitFor()
    },
  },
]
