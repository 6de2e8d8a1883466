import { useTranslation } from 'react-i18next'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { KitForm } from './kit-form.tsx'

/** The third step of the first run, where it was left for later or a new kit is wanted. */
export function KitSheet() {
  const { t } = useTranslation()
  return (
    <Sheet title={t('firstRun.kit.title')}>
      <p className="detail">{t('firstRun.kit.text')}</p>
      <KitForm
        onDone={() => {
          closeSheet()
          say(t('firstRun.kit.done'))
        }}
      />
    </Sheet>
  )
}
