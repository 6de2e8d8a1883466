import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { switchableRecognizers } from '../../../shared/recognizers.ts'
import { useLimits } from '../policy/use-limits.ts'
import { useSettings } from './use-settings.ts'

/** What the scan looks for, each to be switched off. */
export function RecognizerSwitches() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  const limits = useLimits()
  if (settings === undefined) return null
  const off = new Set(settings.recognizersOff)
  const isAllowed = limits === null || limits.role === 'owner'
  return (
    <section className="settings-subform settings-gap" aria-labelledby="recognizers">
      <div>
        <h3 id="recognizers" className="section-title">
          {t('settings.scanner.looksFor')}
        </h3>
        <p className="detail">{t('settings.scanner.looksForText')}</p>
        {!isAllowed && (
          <p className="detail">{t('settings.scanner.ownerAlone', { number: limits.number })}</p>
        )}
      </div>
      <details className="settings-fold">
        <summary>
          {off.size === 0 ? t('settings.scanner.allOn') : t('settings.scanner.someOff', { count: off.size })}
        </summary>
        <ul className="recognizer-list" aria-labelledby="recognizers">
          {switchableRecognizers.map((id) => (
            <li key={id}>
              <Switch
                label={t(`settings.scanner.recognizers.${id}`)}
                disabled={!isAllowed}
                checked={!off.has(id)}
                onChange={(event) => {
                  const isOn = event.currentTarget.checked
                  save({
                    recognizersOff: switchableRecognizers.filter((one) =>
                      one === id ? !isOn : off.has(one),
                    ),
                  })
                }}
              />
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
