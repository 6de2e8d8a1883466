import { Button, Radio } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rollbackReasons, type RollbackReason } from '../../../shared/rollback-reasons.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { Sheet } from '../../ui/sheet.tsx'

const formId = 'rollback-form'

/** The owner says that she put the store back, and why; the passphrase shows who says so. */
export function RollbackSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [reason, setReason] = useState<RollbackReason | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const explain = useMutation(
    queries.audit.explainRollback.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: queries.audit.key() })
        closeSheet()
        say(t('activity.rollback.done'))
      },
    }),
  )
  return (
    <Sheet
      size={480}
      title={t('activity.rollback.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('activity.rollback.cancel')}
          </Button>
          <Button
            type="submit"
            form={formId}
            loading={explain.isPending}
            disabled={reason === null || passphrase === ''}
          >
            {t('activity.rollback.submit')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="rollback-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason !== null) explain.mutate({ reason, passphrase })
        }}
      >
        <p>{t('activity.rollback.text')}</p>
        <Radio.Group
          className="choice"
          label={t('activity.rollback.why')}
          value={reason}
          onChange={(value) => {
            setReason(rollbackReasons.find((one) => one === value) ?? null)
          }}
        >
          <div className="export-options">
            {rollbackReasons.map((one) => (
              <Radio key={one} value={one} label={t(`activity.rollback.reasons.${one}`)} />
            ))}
          </div>
        </Radio.Group>
        <SecretInput
          label={t('activity.rollback.passphrase')}
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value)
          }}
        />
        {explain.isError && <FailureNote failure={failureOf(explain.error)} />}
      </form>
    </Sheet>
  )
}
