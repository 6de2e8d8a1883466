import { useTranslation } from 'react-i18next'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { errorSentence } from '../../i18n/error-text.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { KitForm } from './kit-form.tsx'

/** The third step of the first run, where it was left for later or a new kit is wanted. */
export function KitSheet({ isForSending }: { readonly isForSending: boolean }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('firstRun.kit.title')}>
      {isForSending && <p className="kit-reason">{errorSentence({ code: 'send/recovery-kit-first' })}</p>}
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
