import { Checkbox, Select, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  fewestYears,
  mailRoleSchema,
  rungSchema,
  type Policy,
  type PolicyRules,
} from '../../../shared/contract/index.ts'
import { PolicySheet } from './policy-sheet.tsx'
import { seatDrafts, useIssue } from './use-issue.ts'

/** What a practice begins with: as strict as the program is without a policy, and names stay here. */
const first: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 10 },
  ...{ needsSecondFactor: false, allowsPasskeyAlone: false },
  ...{ mayExportMail: ['owner', 'clinician'], mayExportDecrypted: ['owner'], mayExportNames: ['owner'] },
  ...{ maySetFindingsAside: ['owner', 'clinician'], mayAnswerQuestions: ['owner', 'clinician'] },
  keepsLogYears: fewestYears,
}

const idleChoices = [1, 2, 5, 10, 15, 30, 60]
const yearChoices = [fewestYears, 7, 10, 15, 20, 30]
const permissions = [
  ...(['mayExportMail', 'mayExportDecrypted', 'mayExportNames'] as const),
  ...(['maySetFindingsAside', 'mayAnswerQuestions'] as const),
]

/** What can be chosen, and what was, in their order. */
const withChosen = (choices: readonly number[], chosen: number) =>
  [...new Set([...choices, chosen])].toSorted((a, b) => a - b)

/** The rules of the practice, to be signed as its next version. */
export function RulesSheet({ policy }: { readonly policy: Policy | null }) {
  const { t } = useTranslation()
  const [rules, setRules] = useState(policy?.rules ?? first)
  const { issue, isBusy, failure, next } = useIssue(policy)
  const change = (part: Partial<PolicyRules>) => {
    setRules({ ...rules, ...part })
  }
  return (
    <PolicySheet
      title={t(policy === null ? 'settings.policy.titleNew' : 'settings.policy.titleChange')}
      submitLabel={t('settings.policy.sign', { number: next })}
      isBusy={isBusy}
      failure={failure}
      onSubmit={() => {
        issue(rules, seatDrafts(policy))
      }}
    >
      <Select
        label={t('settings.policy.rules.weakestMethod')}
        data-autofocus
        value={rules.weakestMethod}
        allowDeselect={false}
        data={rungSchema.options.toReversed().map((rung) => ({
          value: rung,
          label: t(`settings.policy.methods.${rung}`),
        }))}
        onChange={(value) => {
          const rung = rungSchema.safeParse(value)
          if (rung.success) change({ weakestMethod: rung.data })
        }}
      />
      <Select
        label={t('settings.policy.rules.longestIdleMinutes')}
        value={String(rules.longestIdleMinutes)}
        allowDeselect={false}
        data={withChosen(idleChoices, rules.longestIdleMinutes).map((count) => ({
          value: String(count),
          label: t('settings.policy.rules.minutes', { count }),
        }))}
        onChange={(value) => {
          change({ longestIdleMinutes: Number(value) })
        }}
      />
      {(['needsSecondFactor', 'allowsPasskeyAlone'] as const).map((rule) => (
        <Switch
          key={rule}
          label={t(`settings.policy.rules.${rule}`)}
          checked={rules[rule]}
          onChange={(event) => {
            change({ [rule]: event.currentTarget.checked })
          }}
        />
      ))}
      {permissions.map((rule) => (
        <Checkbox.Group
          key={rule}
          className="choice settings-choice"
          label={t(`settings.policy.rules.${rule}`)}
          value={rules[rule]}
          onChange={(chosen) => {
            change({ [rule]: mailRoleSchema.options.filter((role) => chosen.includes(role)) })
          }}
        >
          <div className="policy-roles">
            {mailRoleSchema.options.map((role) => (
              <Checkbox key={role} value={role} label={t(`settings.policy.roles.${role}`)} />
            ))}
          </div>
        </Checkbox.Group>
      ))}
      <Select
        label={t('settings.policy.rules.keepsLogYears')}
        value={String(rules.keepsLogYears)}
        allowDeselect={false}
        data={withChosen(yearChoices, rules.keepsLogYears).map((count) => ({
          value: String(count),
          label: t('settings.policy.rules.years', { count }),
        }))}
        onChange={(value) => {
          change({ keepsLogYears: Number(value) })
        }}
      />
    </PolicySheet>
  )
}
