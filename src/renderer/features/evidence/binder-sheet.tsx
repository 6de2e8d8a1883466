import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'

const contents = ['overview', 'records', 'months', 'paragraphs'] as const

/** Says what the binder holds, and that it leaves, before it does. */
export function BinderSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const save = useMutation(
    queries.evidence.saveBinder.mutationOptions({
      onSuccess: ({ saved }) => {
        if (!saved) return
        closeSheet()
        say(t('evidence.binder.saved'))
      },
    }),
  )
  return (
    <Sheet
      title={t('evidence.binder.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={save.isPending}
            onClick={() => {
              save.mutate(undefined)
            }}
          >
            {t('evidence.binder.save')}
          </Button>
        </>
      }
    >
      <div className="evidence-form">
        <div>
          <p>{t('evidence.binder.text')}</p>
          <ul className="binder-contents">
            {contents.map((part) => (
              <li key={part}>{t(`evidence.binder.contents.${part}`)}</li>
            ))}
          </ul>
        </div>
        <p className="evidence-warning">{t('common.leaves')}</p>
        {save.isError && <FailureNote failure={failureOf(save.error)} />}
      </div>
    </Sheet>
  )
}
