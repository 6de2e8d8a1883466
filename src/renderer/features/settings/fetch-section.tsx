import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../i18n/format.ts'
import { useSettings } from './use-settings.ts'

const sizes = [1_000_000, 5_000_000, 10_000_000, 25_000_000]
const ages = [3, 12, 36]
const everything = 'any'

/** The choices, and what is chosen should it be none of them; `null` is everything, and stands last. */
function choices(usual: readonly number[], chosen: number | null): (number | null)[] {
  const numbers = chosen === null ? usual : [...new Set([...usual, chosen])].toSorted((a, b) => a - b)
  return [...numbers, null]
}

const keyOf = (value: number | null) => (value === null ? everything : String(value))
const valueOf = (key: string | null) => (key === null || key === everything ? null : Number(key))

/** Which mail comes to this computer by itself. */
export function FetchSection() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  const { fetchUpToBytes, fetchBackMonths } = settings
  return (
    <section className="settings-subform settings-gap" aria-labelledby="fetching">
      <div>
        <h3 id="fetching" className="section-title">
          {t('settings.fetch.title')}
        </h3>
        <p className="detail">{t('settings.fetch.about')}</p>
      </div>
      <Select
        label={t('settings.fetch.size')}
        value={keyOf(fetchUpToBytes)}
        allowDeselect={false}
        data={choices(sizes, fetchUpToBytes).map((bytes) => ({
          value: keyOf(bytes),
          label:
            bytes === null
              ? t('settings.fetch.anySize')
              : t('settings.fetch.upTo', { size: formatSize(bytes) }),
        }))}
        onChange={(key) => {
          save({ fetchUpToBytes: valueOf(key) })
        }}
      />
      <Select
        label={t('settings.fetch.age')}
        value={keyOf(fetchBackMonths)}
        allowDeselect={false}
        data={choices(ages, fetchBackMonths).map((months) => ({
          value: keyOf(months),
          label:
            months === null
              ? t('settings.fetch.anyAge')
              : months % 12 === 0
                ? t('settings.fetch.years', { count: months / 12 })
                : t('settings.fetch.months', { count: months }),
        }))}
        onChange={(key) => {
          save({ fetchBackMonths: valueOf(key) })
        }}
      />
    </section>
  )
}
