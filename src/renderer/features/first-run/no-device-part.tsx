import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { useVaultKind } from '../../app/vault-kind.ts'

/** Where the keychain didn't answer when the store was made: what that means, and what can be done later. */
export function NoDevicePart() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const id = useId()
  const storeKey = useQuery(queries.vault.storeKey.queryOptions()).data
  const kind = useVaultKind()
  if (storeKey?.deviceSecret !== 'none') return null
  return (
    <section className="setup-note" aria-labelledby={id}>
      <h2 id={id} className="section-title">
        {t('firstRun.noDevicePart.title')}
      </h2>
      <p>{t('firstRun.noDevicePart.text')}</p>
      <p className="detail">
        {t('firstRun.noDevicePart.next')}
        {kind === 'mail' && ` ${t('firstRun.noDevicePart.task')}`}
      </p>
    </section>
  )
}
