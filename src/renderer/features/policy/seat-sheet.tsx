import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  roleSchema,
  seatKeySchema,
  type Policy,
  type PolicySeat,
  type Role,
  type SeatDraft,
} from '../../../shared/contract/index.ts'
import { PolicySheet } from './policy-sheet.tsx'
import { seatDrafts, useIssue } from './use-issue.ts'

type Props = {
  readonly policy: Policy
  /** Null: a new one. */
  readonly seat: PolicySeat | null
}

/** A seat in the practice: whose, in which role, and with which key. */
export function SeatSheet({ policy, seat }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(seat?.name ?? '')
  const [role, setRole] = useState<Role>(seat?.role ?? 'clinician')
  const [code, setCode] = useState(seat?.key ?? '')
  const [wasTried, setWasTried] = useState(false)
  const { issue, isBusy, failure, next } = useIssue(policy)
  const key = code.trim()
  const isTaken = seat === null && policy.seats.some((other) => other.key === key)
  const isKey = seatKeySchema.safeParse(key).success
  return (
    <PolicySheet
      title={
        seat === null
          ? t('settings.policy.seats.titleAdd')
          : t('settings.policy.seats.titleChange', { name: seat.name })
      }
      submitLabel={t('settings.policy.sign', { number: next })}
      isBusy={isBusy}
      failure={failure}
      onSubmit={() => {
        setWasTried(true)
        if (name.trim() === '' || !isKey || isTaken) return
        const draft: SeatDraft = { id: seat?.id ?? null, name: name.trim(), role, key, isRevoked: false }
        const others = seatDrafts(policy)
        issue(
          policy.rules,
          seat === null ? [...others, draft] : others.map((other) => (other.id === seat.id ? draft : other)),
        )
      }}
    >
      <TextInput
        label={t('settings.policy.seats.name')}
        value={name}
        maxLength={120}
        data-autofocus
        error={wasTried && name.trim() === '' ? t('settings.policy.seats.nameMissing') : undefined}
        onChange={(event) => {
          setName(event.currentTarget.value)
        }}
      />
      <Select
        label={t('settings.policy.seats.role')}
        value={role}
        allowDeselect={false}
        data={(['clinician', 'biller', 'auditor'] as const).map((value) => ({
          value,
          label: t(`settings.policy.roles.${value}`),
        }))}
        onChange={(value) => {
          const chosen = roleSchema.safeParse(value)
          if (chosen.success) setRole(chosen.data)
        }}
      />
      {seat === null && (
        <TextInput
          label={t('settings.policy.seats.code')}
          description={t('settings.policy.seats.codeHint')}
          value={code}
          autoComplete="off"
          spellCheck={false}
          error={
            isTaken
              ? t('settings.policy.seats.codeTaken')
              : wasTried && !isKey
                ? t('settings.policy.seats.codeBad')
                : undefined
          }
          onChange={(event) => {
            setCode(event.currentTarget.value)
          }}
        />
      )}
    </PolicySheet>
  )
}
