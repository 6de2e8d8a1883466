import type { EngineClient, PolicyRules } from '../../../../src/shared/contract/index.ts'
import { goodPassphrase } from '../../../support/vault.ts'
import type { Act } from './day.ts'

const lenientRules: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 60 },
  ...{ needsSecondFactor: false, allowsPasskeyAlone: true },
  ...{ mayExportMail: ['owner'], mayExportDecrypted: ['owner'], mayExportNames: ['owner'] },
  ...{ maySetFindingsAside: ['owner'], mayAnswerQuestions: ['owner'], keepsLogYears: 6 },
}

export const practiceActs: readonly Act[] = [
  [
    ['settings.changed'],
    ({ client }) =>
      () =>
        changeSettings(client),
  ],
  [
    ['practice.changed'],
    ({ client }) =>
      async () =>
        client.practice.save({ ...(await client.practice.get()), practiceName: 'Hope' }),
  ],
  [
    ['policy.issued', 'policy.rule-changed', 'policy.seat-changed'],
    async ({ client }) => {
      // Makes the key of this vault's seat.
      await client.policy.state()
      return () => client.policy.issue({ basis: 0, rules: lenientRules, seats: [] })
    },
  ],
  [
    ['access.reviewed'],
    ({ client }) =>
      () =>
        client.policy.review(),
  ],
  [
    ['policy.saved'],
    ({ client }) =>
      () =>
        client.policy.save(),
  ],
  [
    ['policy.left'],
    ({ client }) =>
      () =>
        client.policy.leave({ passphrase: goodPassphrase }),
  ],
  [
    ['outside.changed'],
    async ({ client }) => {
      const outside = { ...(await client.practice.get()), outsideName: 'Ana Rivera' }
      return () => client.practice.saveOutside({ outside, keepsHealth: true })
    },
  ],
]

async function changeSettings(client: EngineClient): Promise<void> {
  await client.app.saveSettings({ ...(await client.app.settings()), idleLockMinutes: 5 })
}
