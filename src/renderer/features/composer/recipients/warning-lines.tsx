import { useTranslation } from 'react-i18next'
import type { RecipientWarning } from '../../../../shared/contract/index.ts'

type Props = {
  readonly warnings: readonly RecipientWarning[]
  /** Puts the address that was meant in the place of this one. */
  readonly onReplace: (address: string) => void
}

/** What the wrong-recipient guard says of one recipient, and the address that was probably meant. */
export function WarningLines({ warnings, onReplace }: Props) {
  const { t } = useTranslation()
  const textOf = (warning: RecipientWarning): string => {
    switch (warning.kind) {
      case 'corrected':
        return warning.instead === null
          ? t('composer.warnings.wrong')
          : t('composer.warnings.corrected', { instead: warning.instead })
      case 'refused':
        return t('composer.warnings.refused')
      case 'look-alike':
        return t('composer.warnings.lookAlike', { instead: warning.instead })
      case 'first-time':
        return t('composer.warnings.firstTime')
      case 'names-other-patient':
        return t('composer.warnings.namesOther', { patient: warning.patient })
    }
  }
  return warnings.map((warning) => {
    const instead = 'instead' in warning ? warning.instead : null
    return (
      <span
        key={`${warning.kind} ${'patient' in warning ? warning.patient : ''}`}
        className="recipient-warning"
        data-attention={warning.kind !== 'first-time' || undefined}
      >
        {textOf(warning)}
        {instead !== null && (
          <>
            {' '}
            <button
              type="button"
              className="word-button"
              onClick={() => {
                onReplace(instead)
              }}
            >
              {t('composer.warnings.useInstead')}
            </button>
          </>
        )}
      </span>
    )
  })
}
