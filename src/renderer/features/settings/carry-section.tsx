import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { openSheet } from '../../app/sheets.ts'
import { ForbiddenNote, isAllowed } from '../policy/forbidden-note.tsx'
import { useLimits } from '../policy/use-limits.ts'
import { ImportMail } from './import-mail.tsx'

/** Mail is its owner's: it comes in from other programs, and leaves in forms that they read. */
export function CarrySection() {
  const { t } = useTranslation()
  const limits = useLimits()
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
        <ForbiddenNote what="mayExportMail" />
        <Button
          variant="default"
          disabled={!isAllowed(limits, 'mayExportMail')}
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
