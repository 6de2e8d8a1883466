import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import '../files/files.css'

/** What it means that a message goes to paper, before it does. */
export function PrintSheet({ messageId }: { readonly messageId: MessageId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const print = useMutation(queries.reader.print.mutationOptions({ onSuccess: closeSheet }))
  return (
    <Sheet
      title={t('reader.printSheet.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={print.isPending}
            onClick={() => {
              print.mutate({ id: messageId })
            }}
          >
            {t('reader.printSheet.print')}
          </Button>
        </>
      }
    >
      <div className="file-leaves">
        <p className="settings-warning">{t('common.leaves')}</p>
        <p>{t('reader.printSheet.text')}</p>
        {print.isError && <FailureNote failure={failureOf(print.error)} />}
      </div>
    </Sheet>
  )
}
