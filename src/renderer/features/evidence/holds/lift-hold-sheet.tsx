import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { SecretInput } from '../../../ui/secret-input.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { SaveFailure } from '../save-failure.tsx'

const formId = 'lift-hold-form'

/** Lifts a hold; the passphrase shows who does it. */
export function LiftHoldSheet({ hold, name }: { readonly hold: number; readonly name: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [because, setBecause] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const lift = useMutation(
    queries.holds.lift.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: queries.holds.key() })
        closeSheet()
        say(t('evidence.holds.release.done'))
      },
    }),
  )
  return (
    <Sheet
      size={480}
      hasField
      title={t('evidence.holds.release.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('evidence.holds.release.keep')}
          </Button>
          <Button
            type="submit"
            form={formId}
            loading={lift.isPending}
            disabled={because.trim() === '' || passphrase === ''}
          >
            {t('evidence.holds.release.submit')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          lift.mutate({ id: hold, because, passphrase })
        }}
      >
        <div>
          <p className="evidence-label">{name}</p>
          <p>{t('evidence.holds.release.text')}</p>
        </div>
        <Textarea
          label={t('evidence.holds.release.because')}
          data-autofocus
          value={because}
          maxLength={4000}
          autosize
          minRows={2}
          onChange={(event) => {
            setBecause(event.currentTarget.value)
          }}
        />
        <SecretInput
          label={t('evidence.holds.release.passphrase')}
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value)
          }}
        />
        <SaveFailure failure={lift.isError ? failureOf(lift.error) : null} />
      </form>
    </Sheet>
  )
}
