import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'

type Props = { readonly factors: readonly Factor[]; readonly labelledBy: string }

/** Passkeys and key files by name. */
export function FactorList({ factors, labelledBy }: Props) {
  return (
    <ul className="factor-list" aria-labelledby={labelledBy}>
      {factors.map((factor) => (
        <FactorRow key={factor.id} factor={factor} isLast={factors.length === 1} />
      ))}
    </ul>
  )
}

function FactorRow({ factor, isLast }: { readonly factor: Factor; readonly isLast: boolean }) {
  const { t } = useTranslation()
  const name = factor.name === '' ? t('settings.security.unnamed') : factor.name
  const kind = factor.isOfThisComputer
    ? t('settings.security.ofThisComputer')
    : t(`settings.security.kinds.${factor.kind}`)
  return (
    <li className="factor-row">
      <div className="factor-words">
        <p className="factor-name">{name}</p>
        <p className="detail">
          {kind} · {t('settings.security.added', { date: formatDate(factor.createdAt) })}
        </p>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('settings.security.renameLabel', { name })}
        onClick={() => {
          openSheet({ kind: 'of-security', sheet: { kind: 'rename-factor', factor } })
        }}
      >
        {t('settings.security.rename')}
      </Button>
      <Button
        variant="default"
        size="xs"
        aria-label={t('settings.security.removeLabel', { name })}
        onClick={() => {
          openSheet({ kind: 'of-security', sheet: { kind: 'remove-factor', factor, isLast } })
        }}
      >
        {t('settings.security.remove')}
      </Button>
    </li>
  )
}
