import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { go } from '../../app/places.ts'
import { closeSheet } from '../../app/sheets.ts'
import { useSettings } from '../settings/use-settings.ts'

type Props = {
  readonly addresses: readonly string[]
  readonly isReading: boolean
  readonly onLookUp: (address: string) => void
}

/** Asking the domain of an address for its key: by hand alone, and only where the practice has turned it on. */
export function KeyLookup({ addresses, isReading, onLookUp }: Props) {
  const { t } = useTranslation()
  const { settings } = useSettings()
  if (settings === undefined) return null
  if (!settings.looksUpKeys) {
    return (
      <p className="detail key-lookup">
        {t('patients.key.lookupOff')}{' '}
        <button
          type="button"
          className="word-button"
          onClick={() => {
            closeSheet()
            go.toSettings('openpgp')
          }}
        >
          {t('patients.key.lookupSettings')}
        </button>
      </p>
    )
  }
  return (
    <div className="key-lookup">
      <p className="detail">{t('patients.key.lookupText')}</p>
      <div className="key-lookup-buttons">
        {addresses.map((address) => (
          <Button
            key={address}
            variant="default"
            loading={isReading}
            onClick={() => {
              onLookUp(address)
            }}
          >
            {t('patients.key.lookUp', { address })}
          </Button>
        ))}
      </div>
    </div>
  )
}
