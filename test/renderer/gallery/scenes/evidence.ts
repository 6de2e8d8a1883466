import type { Page } from 'playwright-core'
import type { Scene } from './scene.ts'

async function openEvidence(page: Page, view = 'Overview'): Promise<void> {
  await page
    .getByRole('button', { name: 'Evidence', exact: true })
    .or(page.getByRole('button', { name: /^Evidence \d+ open task/ }))
    .first()
    .click()
  await page.getByRole('heading', { name: 'Evidence', exact: true }).waitFor()
  await page.getByRole('radiogroup').getByText(view, { exact: true }).click()
  await page.getByRole('region', { name: view }).waitFor()
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function openIncident(page: Page): Promise<void> {
  await openEvidence(page, 'Incidents')
  await button(page, 'Open Statement posted to a former address').click()
  await page.getByText('Step 1 of 4').waitFor()
}

async function continueTo(page: Page, step: string): Promise<void> {
  while ((await page.getByRole('heading', { name: step }).count()) === 0) {
    await button(page, 'Continue').click()
  }
}

/** What the practice can show, and what it writes down. */
export const evidenceScenes: readonly Scene[] = [
  {
    name: 'evidence',
    steps: async (page) => {
      await openEvidence(page)
      await page.getByRole('heading', { name: 'Mail by month' }).waitFor()
    },
  },
  {
    name: 'evidence-judge',
    steps: async (page) => {
      await openEvidence(page)
      await page.getByRole('button', { name: /^Judge them: / }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'evidence-month',
    steps: async (page) => {
      await openEvidence(page)
      const months = page.getByRole('group', { name: 'Mail by month' }).getByRole('button')
      await months.nth(9).click()
      await page.getByText('Returned by a host').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'evidence-empty',
    query: 'content=empty&kit=0',
    steps: async (page) => {
      await openEvidence(page)
      await page.getByText('Nothing has left yet.').waitFor()
    },
  },
  {
    name: 'evidence-failed',
    query: 'fail=evidence.overview:store/damaged',
    steps: async (page) => {
      await openEvidence(page)
      await page.getByText('store/damaged').waitFor()
    },
  },
  {
    name: 'evidence-binder',
    steps: async (page) => {
      await openEvidence(page)
      await button(page, 'Save the evidence binder').click()
      await page.getByRole('dialog', { name: 'Save the evidence binder' }).waitFor()
    },
  },
  {
    name: 'evidence-holds',
    steps: async (page) => {
      await openEvidence(page, 'Legal hold')
      await page.getByText('Mail from and to Daniel Ortiz').waitFor()
    },
  },
  {
    name: 'evidence-set-hold',
    steps: async (page) => {
      await openEvidence(page, 'Legal hold')
      await button(page, 'Set a hold').click()
      await page.getByRole('textbox', { name: 'Why' }).waitFor()
    },
  },
  {
    name: 'evidence-agreements',
    steps: async (page) => {
      await openEvidence(page, 'Agreements')
      await page.getByText('Cedar Vault Storage').waitFor()
    },
  },
  {
    name: 'evidence-agreements-none',
    query: 'content=empty',
    steps: async (page) => {
      await openEvidence(page, 'Agreements')
      await page.getByText('No agreement is on record yet.').waitFor()
    },
  },
  {
    name: 'evidence-agreement',
    steps: async (page) => {
      await openEvidence(page, 'Agreements')
      await button(page, 'Change Northmail Hosting').click()
      await page.getByText('BAA Northmail 2024.pdf, 214 KB').waitFor()
    },
  },
  {
    name: 'evidence-agreement-outdated',
    query: 'fail=evidence.save:evidence/outdated',
    steps: async (page) => {
      await openEvidence(page, 'Agreements')
      await button(page, 'Add an agreement').click()
      await page.getByRole('textbox', { name: 'With whom' }).fill('Lakeside Fax')
      await button(page, 'Save').click()
      await page.getByText('evidence/outdated').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'evidence-versions',
    steps: async (page) => {
      await openEvidence(page, 'Agreements')
      await button(page, 'Earlier versions of Northmail Hosting').click()
      await page.getByText('Written down for the first time.').waitFor()
    },
  },
  {
    name: 'evidence-training-new',
    steps: async (page) => {
      await openEvidence(page, 'Training')
      await button(page, 'Add a training').click()
      await button(page, 'Save').click()
      await page.getByText('At least one topic, please.').waitFor()
    },
  },
  {
    name: 'evidence-risks',
    steps: async (page) => {
      await openEvidence(page, 'Risks')
      await page.getByText('This computer is lost or stolen').waitFor()
    },
  },
  {
    name: 'evidence-risk',
    steps: async (page) => {
      await openEvidence(page, 'Risks')
      await button(page, 'Judge: Somebody guesses or sees the passphrase').click()
      await button(page, 'Save, and the next').waitFor()
    },
  },
  {
    name: 'evidence-sign-missing',
    steps: async (page) => {
      await openEvidence(page, 'Risks')
      await button(page, 'Sign it').click()
      await page.getByText('8 risks have to be judged first').waitFor()
    },
  },
  {
    name: 'evidence-signed-risks',
    steps: async (page) => {
      await openEvidence(page, 'Risks')
      await page.getByRole('button', { name: /^Read it: signed on/ }).click()
      await page.getByText('As it was judged').waitFor()
    },
  },
  {
    name: 'evidence-incidents',
    steps: async (page) => {
      await openEvidence(page, 'Incidents')
      await page.getByText('Phone lost on the train').waitFor()
    },
  },
  {
    name: 'evidence-incident-new',
    query: 'content=empty',
    steps: async (page) => {
      await openEvidence(page, 'Incidents')
      await button(page, 'Add an incident').click()
      await button(page, 'Continue').click()
      await page.getByText('A few words, please.').waitFor()
    },
  },
  {
    name: 'evidence-incident-factors',
    steps: async (page) => {
      await openIncident(page)
      await continueTo(page, 'The four factors')
    },
  },
  {
    name: 'evidence-incident-conclusion',
    steps: async (page) => {
      await openIncident(page)
      await continueTo(page, 'What you conclude')
    },
  },
  {
    name: 'evidence-incident-told',
    steps: async (page) => {
      await openIncident(page)
      await continueTo(page, 'What you conclude')
      await page.getByRole('radio', { name: 'A breach' }).click()
      await continueTo(page, 'Who was told')
    },
  },
]
