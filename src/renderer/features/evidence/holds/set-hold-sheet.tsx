import { Radio, Select, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoldScope } from '../../../../shared/contract/index.ts'
import type { AccountId, ContactId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { SaveButtons } from '../save-buttons.tsx'
import { SaveFailure } from '../save-failure.tsx'

const formId = 'hold-form'
const kinds = ['person', 'account', 'everything'] as const
type Kind = (typeof kinds)[number]

function scopeOf(kind: Kind, contactId: ContactId | null, accountId: AccountId | null): HoldScope | null {
  if (kind === 'everything') return { kind }
  if (kind === 'account') return accountId === null ? null : { kind, accountId }
  return contactId === null ? null : { kind, contactId }
}

/** Says what is held from now on, and why. */
export function SetHoldSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {} })).data ?? []
  const accounts = useQuery(queries.accounts.list.queryOptions()).data ?? []
  const [kind, setKind] = useState<Kind>('person')
  const [contactId, setContactId] = useState<ContactId | null>(null)
  const [accountId, setAccountId] = useState<AccountId | null>(null)
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const set = useMutation(
    queries.holds.set.mutationOptions({
      onSuccess: async ({ stopped }) => {
        await cache.invalidateQueries({ queryKey: queries.holds.key() })
        closeSheet()
        say(
          stopped === 0 ? t('evidence.holds.set.done') : t('evidence.holds.set.stopped', { count: stopped }),
        )
      },
    }),
  )
  const scope = scopeOf(kind, contactId, accountId)
  const missing = (isMissing: boolean, words: string) => (wasTried && isMissing ? words : undefined)
  return (
    <Sheet
      hasField
      title={t('evidence.holds.set.title')}
      foot={<SaveButtons form={formId} isSaving={set.isPending} label={t('evidence.holds.set.submit')} />}
    >
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          setWasTried(true)
          if (scope !== null && reason.trim() !== '') set.mutate({ scope, reason })
        }}
      >
        <Radio.Group
          className="choice"
          label={t('evidence.holds.set.what')}
          value={kind}
          onChange={(chosen) => {
            setKind(kinds.find((one) => one === chosen) ?? 'person')
          }}
        >
          <div className="evidence-options">
            {kinds.map((one) => (
              <Radio key={one} value={one} label={t(`evidence.holds.set.scopes.${one}`)} />
            ))}
          </div>
        </Radio.Group>
        {kind === 'person' && (
          <Select
            label={t('evidence.holds.set.who')}
            searchable
            value={contactId === null ? null : String(contactId)}
            data={contacts.map(({ id, name }) => ({ value: String(id), label: name }))}
            error={missing(contactId === null, t('evidence.holds.set.needsWho'))}
            onChange={(id) => {
              setContactId(contacts.find((one) => String(one.id) === id)?.id ?? null)
            }}
          />
        )}
        {kind === 'account' && (
          <Select
            label={t('evidence.holds.set.account')}
            value={accountId === null ? null : String(accountId)}
            data={accounts.map(({ id, address }) => ({ value: String(id), label: address }))}
            error={missing(accountId === null, t('evidence.holds.set.needsAccount'))}
            onChange={(id) => {
              setAccountId(accounts.find((one) => String(one.id) === id)?.id ?? null)
            }}
          />
        )}
        <Textarea
          label={t('evidence.holds.set.reason')}
          description={t('evidence.holds.set.reasonHint')}
          value={reason}
          maxLength={4000}
          autosize
          minRows={2}
          error={missing(reason.trim() === '', t('evidence.holds.set.needsReason'))}
          onChange={(event) => {
            setReason(event.currentTarget.value)
          }}
        />
        <p className="detail">{t('evidence.holds.set.text')}</p>
        <SaveFailure failure={set.isError ? failureOf(set.error) : null} />
      </form>
    </Sheet>
  )
}
