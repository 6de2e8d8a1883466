import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { openMessageSheet, type MessageSheet } from '../../../app/sheets.ts'

/** Back from a file to the attached message that it stands in; nothing where that is the open one. */
export function BackButton({ to }: { readonly to: MessageSheet | null }) {
  const { t } = useTranslation()
  if (to === null) return null
  return (
    <Button
      variant="default"
      leftSection={<IconArrowLeft size={18} stroke={1.75} aria-hidden />}
      onClick={() => {
        openMessageSheet(to)
      }}
    >
      {t('reader.nested.back')}
    </Button>
  )
}
