import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { questionsFor, type ReviewFacts } from './questions.ts'
import { rulesVersion } from './receipts.ts'
import { combinations } from './route.fixture.ts'
import { routeRecipient, weakerThanBefore } from './route.ts'

/** Every fact that Send asks about, at once. */
const everything: Omit<ReviewFacts, 'recipients' | 'weakerThanBefore'> = {
  patientsInView: ['Maria Alvarez', 'Daniel Ortiz'],
  firstTimeAddresses: ['new@mail.example'],
  lookAlikes: [
    { address: 'maria@mail.exampel', known: 'maria@mail.example', wasCorrected: true },
    { address: 'marla@mail.example', known: 'maria@mail.example', wasCorrected: false },
  ],
  otherPatientsNamed: [{ patient: 'Daniel Ortiz', recipient: 'Maria Alvarez', where: 'message' }],
  sensitiveNumbers: {
    SSN: { count: 1, isInQuote: false },
    CARD: { count: 1, isInQuote: true },
    ACCOUNT: { count: 1, isInQuote: false },
  },
  passphrasesInText: ['Maria Alvarez'],
  hasPsychotherapyNotes: true,
  hasPart2Content: true,
}

/** What the rules say in every case of their tables. */
function decisions(): unknown[] {
  const recipients = combinations.map(routeRecipient)
  const routes = new Map(recipients.map((recipient) => [recipient.route.kind, recipient]))
  const methods = ['openpgp', 'smime', 'sealed-message', 'pickup', null]
  const weaker = [...routes.values()].flatMap((recipient) =>
    methods.flatMap((lastMessage) =>
      methods.map((answeredMessage) => weakerThanBefore(recipient, { lastMessage, answeredMessage })),
    ),
  )
  const weakerOnes = weaker.filter((one) => one !== null)
  const asked = questionsFor({
    ...everything,
    recipients: [...routes.values()],
    weakerThanBefore: weakerOnes,
  })
  return [recipients.map(({ route }) => route), weaker, asked]
}

/** Beside each version, what it decided: a change here without another number would make receipts tell the wrong rules. */
const decided: Record<number, string> = {
  2: '063258e35fe0d41089e9664e6b9c0101662648841d8b1fb24542a939e52562dc',
  3: 'e1b46f59337dc1e6423b32bd3c6dd803825b7edd98820dea203a1826ff3aa285',
  4: '6f825649b097de52ffb3d2f86e26ac5c529dceed472a77b65570889e74df71e3',
}

it('raises its version with every change of what the rules decide', () => {
  const hash = createHash('sha256').update(JSON.stringify(decisions())).digest('hex')
  expect(decided[rulesVersion]).toBe(hash)
})
