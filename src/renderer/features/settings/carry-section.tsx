import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { openSheet } from '../../app/sheets.ts'
import { ImportMail } from './import-mail.tsx'

/** Mail is its owner's: it comes in from other programs, and leaves in forms that they read. */
export function CarrySection() {
  const { t } = useTranslation()
  return (
    <div className="settings-form">
      <ImportMail />
      <section className="settings-subform settings-gap" aria-labelledby="take-along">
        <div>
          <h3 id="take-along" className="section-title">
            {t('settings.exportMail.title')}
          </h3>
          <p className="detail">{t('settings.exportMail.about')}</p>
        </div>
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'export-mail' })
          }}
        >
          {t('settings.exportMail.open')}
        </Button>
      </section>
    </div>
  )
}
