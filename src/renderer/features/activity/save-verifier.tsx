import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import './activity.css'

/** The script with which somebody else checks an export, to be handed over beside it. */
export function SaveVerifier() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const save = useMutation(
    queries.audit.saveVerifier.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(t('activity.verifier.saved'))
      },
    }),
  )
  return (
    <div className="save-verifier">
      <p className="detail">{t('activity.verifier.text')}</p>
      <Button
        variant="default"
        size="xs"
        aria-busy={save.isPending}
        onClick={() => {
          if (!save.isPending) save.mutate(undefined)
        }}
      >
        {t('activity.verifier.save')}
      </Button>
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </div>
  )
}
