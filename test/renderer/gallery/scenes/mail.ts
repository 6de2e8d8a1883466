import { openMessage, type Scene } from './scene.ts'

/** The list and the reader. */
export const mailScenes: readonly Scene[] = [
  {
    name: 'all-inboxes',
    query: 'accounts=2',
    steps: async (page) => {
      await page.getByRole('button', { name: /^All inboxes/ }).waitFor()
      await openMessage(page, 'Rooms for the group in January')
      await page.getByRole('button', { name: 'New message' }).click()
      await page.getByRole('combobox', { name: 'From' }).or(page.getByLabel('From')).first().waitFor()
    },
  },
  {
    name: 'inbox',
    steps: async (page) => {
      await page.getByRole('option', { name: 'About the new dose' }).waitFor()
    },
  },
  { name: 'reader-sealed', steps: (page) => openMessage(page, 'About the new dose') },
  { name: 'reader-encrypted', steps: (page) => openMessage(page, 'Consult on D.O.') },
  {
    name: 'address-menu',
    steps: async (page) => {
      await openMessage(page, 'About the new dose')
      await page.getByRole('button', { name: 'maria.alvarez@mailbox.example' }).click()
      await page.getByRole('menuitem', { name: 'Write to this address' }).waitFor()
    },
  },
  {
    name: 'reader-conversation',
    steps: async (page) => {
      await openMessage(page, 'About the new dose')
      await page.getByRole('button', { name: /^You Dear Maria/ }).click()
      await page.getByRole('button', { name: 'Open it alone' }).waitFor()
    },
  },
  {
    name: 'reader-why',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: 'Why?' }).click()
      await page.getByText('OpenPGP, opened with').waitFor()
    },
  },
  {
    name: 'preview-pdf',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: /^MRI/ }).click()
      await page.getByText('4 pages').waitFor()
      await page.frameLocator('iframe.preview-frame').locator('canvas').first().waitFor()
    },
  },
  {
    name: 'preview-table',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: /^Laboratory/ }).click()
      await page.frameLocator('iframe.preview-frame').getByText('Potassium').waitFor()
    },
  },
  {
    name: 'preview-picture',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: /^Slice/ }).click()
      await page.frameLocator('iframe.preview-frame').getByRole('img').waitFor()
    },
  },
  {
    name: 'preview-failed',
    query: 'fail=reader.preview:file/preview-too-large',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: /^MRI/ }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'open-elsewhere',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: 'More for Letter to the school.docx' }).click()
      await page.getByRole('menuitem', { name: 'Open with another program…' }).click()
      await page.getByRole('button', { name: 'Open it', exact: true }).waitFor()
    },
  },
  {
    name: 'print-message',
    steps: async (page) => {
      await openMessage(page, 'Consult on D.O.')
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Print…' }).click()
      await page.getByRole('button', { name: 'Print', exact: true }).waitFor()
    },
  },
  {
    name: 'save-dangerous',
    steps: async (page) => {
      await openMessage(page, 'Updated bank details')
      await page.getByRole('button', { name: 'Save Confirmation.pdf.exe' }).click()
      await page.getByRole('button', { name: 'Save the file' }).waitFor()
    },
  },
  {
    name: 'source',
    steps: async (page) => {
      await openMessage(page, 'About the new dose')
      await page.keyboard.press('Control+u')
      await page.getByText('Return-Path').waitFor()
    },
  },
  { name: 'reader-ordinary', steps: (page) => openMessage(page, 'Re: Appointment on Thursday') },
  {
    name: 'reader-suspicious',
    steps: async (page) => {
      await openMessage(page, 'Updated bank details')
      await page.getByRole('button', { name: 'Why?' }).click()
      await page.getByText('First message from this address.').waitFor()
    },
  },
  {
    name: 'reader-link',
    steps: async (page) => {
      await openMessage(page, 'Updated bank details')
      await page.frameLocator('iframe').getByRole('link').click()
      await page.getByRole('button', { name: 'Open in browser' }).waitFor()
    },
  },
  { name: 'reader-bad-signature', steps: (page) => openMessage(page, 'Supervision group') },
  { name: 'reader-too-complex', steps: (page) => openMessage(page, 'Fwd: Fwd: Fwd') },
  { name: 'reader-unreadable', steps: (page) => openMessage(page, 'Encrypted to an old key') },
  {
    name: 'reader-sent',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Sent', exact: true }).click()
      await openMessage(page, 'Plan for the next four weeks')
      await page.getByRole('button', { name: "Maria couldn't open it" }).waitFor()
    },
  },
  {
    name: 'reader-returned',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Sent', exact: true }).click()
      await openMessage(page, 'Certificate for the school trip')
      await page.getByRole('button', { name: 'Send without requiring TLS on the way' }).waitFor()
    },
  },
  {
    name: 'archive',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Archive', exact: true }).click()
      await page.getByRole('option', { name: 'Letter 1200' }).waitFor()
      await page.getByRole('listbox', { name: 'Messages' }).press('End')
      await page.getByRole('option', { name: /Letter 1\b/ }).waitFor()
    },
  },
  {
    name: 'search',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('maria')
      await page.getByText(/\d+ matches/).waitFor()
    },
  },
  {
    name: 'search-here',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Archive', exact: true }).click()
      await page.getByRole('searchbox', { name: 'Search' }).fill('letter')
      await page.getByRole('radiogroup', { name: 'Where to search' }).getByText('Archive').click()
      await page.getByText('1200 matches').waitFor()
    },
  },
  {
    name: 'search-none-here',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('zebra')
      await page.getByRole('radiogroup', { name: 'Where to search' }).getByText('Inbox').click()
      await page.getByRole('button', { name: 'Search all mail' }).waitFor()
    },
  },
  {
    name: 'search-none',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('zebra')
      await page.getByText('No match in the mail on this computer.').waitFor()
    },
  },
  {
    name: 'search-hint',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('form:maria')
      await page.getByText('There is no form: to search by.').waitFor()
    },
  },
  {
    name: 'search-help',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('zebra')
      await page.getByRole('button', { name: 'How to search' }).click()
      await page.getByRole('dialog', { name: 'How to search' }).waitFor()
    },
  },
  {
    name: 'archived-undo',
    steps: async (page) => {
      await openMessage(page, 'Re: Appointment on Thursday')
      await page.getByRole('button', { name: 'Archive', exact: true }).last().click()
      await page.getByText('Archived.').waitFor()
    },
  },
]
