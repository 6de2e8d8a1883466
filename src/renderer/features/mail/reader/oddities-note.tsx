import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isSenderAmbiguous } from '../../../../shared/ambiguities.ts'
import type { MessageView } from '../../../../shared/contract/index.ts'

/** That mail programs differ on this message: one quiet line, and behind "Why?" in what. */
export function OdditiesNote({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { ambiguities } = view
  if (ambiguities.length === 0) return null
  return (
    <div className="oddities detail">
      <p>{isSenderAmbiguous(ambiguities) ? t('reading.oddities.sender') : t('reading.oddities.parts')}</p>
      <Popover position="bottom-end" width={360}>
        <Popover.Target>
          <button type="button" className="word-button">
            {t('reading.oddities.why')}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="why-card">
          <p>{t('reading.oddities.intro')}</p>
          <ul className="why-reasons">
            {ambiguities.map((one) => (
              <li key={one}>{t(`reading.oddities.list.${one}`)}</li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
