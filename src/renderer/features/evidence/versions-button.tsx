import { useTranslation } from 'react-i18next'
import { openEvidenceSheet } from '../../app/sheets.ts'

type Props = { readonly record: number; readonly version: number; readonly name: string }

/** Leads to the versions before, where there are any. */
export function VersionsButton({ record, version, name }: Props) {
  const { t } = useTranslation()
  if (version < 2) return null
  return (
    <button
      type="button"
      className="word-button"
      aria-label={t('evidence.versions.openOf', { name })}
      onClick={() => {
        openEvidenceSheet({ kind: 'versions', record, name })
      }}
    >
      {t('evidence.versions.open')}
    </button>
  )
}
