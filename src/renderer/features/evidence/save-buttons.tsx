import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeSheet } from '../../app/sheets.ts'

type Props = {
  /** Id of the form that the sheet is. */
  readonly form: string
  readonly isSaving: boolean
  /** What the button says that isn't plain saving. */
  readonly label?: string
  /** What else can be done, on the other side. */
  readonly children?: ReactNode
}

/** The foot of a sheet that writes something down. */
export function SaveButtons({ form, isSaving, label, children }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {children}
      <span className="sheet-foot-space" />
      <Button variant="default" onClick={closeSheet}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={form} loading={isSaving}>
        {label ?? t('common.save')}
      </Button>
    </>
  )
}
