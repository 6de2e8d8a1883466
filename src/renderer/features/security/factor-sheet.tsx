import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeSheet } from '../../app/sheets.ts'
import { Sheet } from '../../ui/sheet.tsx'
import './security.css'

type Props = {
  readonly title: string
  readonly children: ReactNode
  readonly submitLabel: string
  readonly cancelLabel?: string
  readonly isBusy: boolean
  readonly canSubmit: boolean
  readonly onSubmit: () => void
}

const formId = 'factor-form'

/** One small form about a passkey or key file. */
export function FactorSheet(props: Props) {
  const { t } = useTranslation()
  return (
    <Sheet
      size={440}
      hasField
      title={props.title}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {props.cancelLabel ?? t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={props.isBusy} disabled={!props.canSubmit}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="security-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (props.canSubmit && !props.isBusy) props.onSubmit()
        }}
      >
        {props.children}
      </form>
    </Sheet>
  )
}
