import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { OfflineHint } from './offline-hint.tsx'

type RemovalSheetProps = {
  readonly title: string
  /** What becomes of the mail. */
  readonly children: ReactNode
  readonly confirm: string
  readonly remove: () => Promise<void>
  /** Said once it is done. */
  readonly done: string
}

/** Asks before mail or a mailbox goes. The choice that loses nothing has the focus. */
export function RemovalSheet({ title, children, confirm, remove, done }: RemovalSheetProps) {
  const { t } = useTranslation()
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: () => {
      closeSheet()
      say(done)
    },
  })
  return (
    <Sheet
      size={440}
      hasField
      title={title}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            loading={removal.isPending}
            onClick={() => {
              removal.mutate()
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        <p>{children}</p>
        {removal.isError && <FailureNote failure={failureOf(removal.error)} />}
        <OfflineHint />
      </Stack>
    </Sheet>
  )
}
