import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/result.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import './policy.css'

const formId = 'policy-form'

type Props = {
  readonly title: string
  readonly submitLabel: string
  readonly cancelLabel?: string
  readonly isBusy: boolean
  readonly failure: Failure | null
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** A sheet that signs the practice's next version. */
export function PolicySheet({ title, submitLabel, cancelLabel, isBusy, failure, onSubmit, children }: Props) {
  const { t } = useTranslation()
  return (
    <Sheet
      hasField
      title={title}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {cancelLabel ?? t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={isBusy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="policy-form"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
        {failure !== null && <FailureNote failure={failure} />}
      </form>
    </Sheet>
  )
}
