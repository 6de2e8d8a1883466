import type { Page } from 'playwright-core'
import { type Scene } from './scene.ts'

async function chooseOwnWords(
  page: Page,
  words = 'Violet harbor, quilt thunder maple otter 93',
): Promise<void> {
  await page.getByRole('button', { name: 'Patients' }).click()
  await page.getByRole('option', { name: 'Aisha Khan' }).click()
  await page.getByRole('button', { name: 'Choose a passphrase for Aisha' }).click()
  await page.getByRole('radio', { name: 'Words of your own' }).click()
  await page.getByRole('textbox', { name: "Aisha's passphrase" }).fill(words)
}

/** Patients, colleagues and their keys. */
export const peopleScenes: readonly Scene[] = [
  {
    name: 'patients',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Daniel Ortiz' }).click()
      await page.getByRole('heading', { name: 'Daniel Ortiz' }).waitFor()
    },
  },
  {
    name: 'patients-colleague',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Remove key' }).waitFor()
    },
  },
  {
    name: 'patients-disclosures',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Daniel Ortiz' }).click()
      await page.getByRole('button', { name: 'Accounting of disclosures' }).click()
      await page.getByText('Consultation on sleep and medication').waitFor()
    },
  },
  {
    name: 'patients-disclosure',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Daniel Ortiz' }).click()
      await page.getByRole('button', { name: 'Accounting of disclosures' }).click()
      await page.getByRole('button', { name: 'Judge “Records you asked for”' }).click()
      await page.getByRole('textbox', { name: 'To whom' }).waitFor()
    },
  },
  {
    name: 'tell-own-words',
    query: 'phone=',
    steps: async (page) => {
      await chooseOwnWords(page)
      await page.getByText('Strength: strong').waitFor()
    },
  },
  {
    name: 'tell-own-words-refused',
    steps: async (page) => {
      await chooseOwnWords(page, 'the autumn that aisha came to the lake')
      await page.getByText("Leave Aisha's name out. Others know it.").waitFor()
    },
  },
  {
    name: 'told-own-words',
    query: 'phone=',
    steps: async (page) => {
      await chooseOwnWords(page)
      await page.getByRole('button', { name: 'Use these words' }).click()
      await page.getByRole('group', { name: 'Passphrase words' }).waitFor()
      await page.getByRole('radio', { name: 'Phone', exact: true }).click()
      await page.getByRole('button', { name: 'Add your number' }).click()
      await page.getByRole('textbox', { name: 'Phone number for questions' }).fill('(555) 010-0100')
    },
  },
  {
    name: 'patient-own-words',
    steps: async (page) => {
      await chooseOwnWords(page)
      await page.getByRole('button', { name: 'Use these words' }).click()
      await page.getByRole('radio', { name: 'Phone', exact: true }).click()
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByText(/^Words of your own: Aisha gets the file for computers alone/).waitFor()
    },
  },
  {
    name: 'contact-form',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('button', { name: 'Add a person' }).click()
      await page.getByRole('dialog', { name: 'Add a person' }).waitFor()
    },
  },
  {
    name: 'key-import',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Add a key' }).click()
      await page.getByRole('textbox', { name: 'Certificate' }).fill('-----BEGIN PGP PUBLIC KEY BLOCK-----')
      await page.getByRole('button', { name: 'Read', exact: true }).click()
      await page.getByRole('button', { name: 'The words are the same' }).waitFor()
    },
  },
  {
    name: 'key-code',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Look at it' }).click()
      await page.getByRole('button', { name: 'Show as a code to scan' }).click()
      await page.getByRole('img', { name: 'The fingerprint as a QR code' }).waitFor()
    },
  },
  {
    name: 'key-lookup',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Add a key' }).click()
      await page.getByRole('button', { name: 'Look for susan.lee@lakeside-neuro.example' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'contact-removal',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Daniel Ortiz' }).click()
      await page.getByRole('button', { name: 'Remove', exact: true }).click()
      await page.getByRole('dialog', { name: 'Remove Daniel Ortiz?' }).waitFor()
    },
  },
  {
    name: 'patients-empty',
    query: 'content=empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Add your first patient.').waitFor()
    },
  },
]
