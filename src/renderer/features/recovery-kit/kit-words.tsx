import { Button } from '@mantine/core'
import { IconPrinter, IconUsb } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Paper } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Words } from '../../ui/words.tsx'

type Props = { readonly kit: Paper; readonly onWritten: () => void }

export function KitWords({ kit, onWritten }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const print = useMutation(queries.vault.printKit.mutationOptions())
  const save = useMutation(queries.vault.saveKit.mutationOptions())
  const failed = print.error ?? save.error
  return (
    <>
      <Words label={t('firstRun.kit.words')} words={kit.words} size="small" />
      <p className="kit-code">
        {t('firstRun.kit.checkCode')} <strong>{kit.checkCode}</strong>
      </p>
      <p className="detail">{t('common.leaves')}</p>
      <div className="kit-actions">
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
          loading={print.isPending}
          onClick={() => {
            print.mutate(undefined)
          }}
        >
          {t('firstRun.kit.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconUsb size={18} stroke={1.75} aria-hidden />}
          loading={save.isPending}
          onClick={() => {
            save.mutate(undefined)
          }}
        >
          {t('firstRun.kit.saveToDrive')}
        </Button>
      </div>
      {save.data?.saved === true && (
        <p className="detail" role="status">
          {t('firstRun.kit.savedToDrive')}
        </p>
      )}
      {failed && <FailureNote failure={failureOf(failed)} />}
      <Button onClick={onWritten}>{t('firstRun.kit.hideWords')}</Button>
    </>
  )
}
