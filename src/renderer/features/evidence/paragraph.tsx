import { useTranslation } from 'react-i18next'

/** Which paragraph of 45 CFR a line serves, small beside it. */
export function Paragraph({ of }: { readonly of: string }) {
  const { t } = useTranslation()
  return (
    <span className="paragraph">
      <span className="visually-hidden">{t('evidence.serves')} </span>
      {of}
    </span>
  )
}
