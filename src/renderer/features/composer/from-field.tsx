import { Select } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { From } from './use-from.ts'

/** Which account the letter leaves from; only where there is a choice. */
export function FromField({ from: { accounts, accountId, choose } }: { readonly from: From }) {
  const { t } = useTranslation()
  const id = useId()
  if (accounts.length < 2) return null
  return (
    <div className="recipients">
      <label className="field-label" htmlFor={id}>
        {t('composer.from')}
      </label>
      <Select
        id={id}
        className="from-select"
        variant="unstyled"
        allowDeselect={false}
        data={accounts.map((account) => ({ value: String(account.id), label: account.address }))}
        value={String(accountId)}
        onChange={(value) => {
          const chosen = accounts.find((account) => String(account.id) === value)
          if (chosen && chosen.id !== accountId) choose(chosen.id)
        }}
      />
    </div>
  )
}
