import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Paper, ShareNumber } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Words } from '../../ui/words.tsx'

type Props = {
  readonly share: Paper
  readonly number: ShareNumber
  readonly onWritten: () => void
}

/** What goes to one holder; the printed sheet also says what to do with it. */
export function ShareWords({ share, number, onWritten }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const print = useMutation(queries.vault.printShare.mutationOptions())
  return (
    <>
      <Words label={t('settings.shares.words')} words={share.words} size="small" />
      <p className="kit-code">
        {t('firstRun.kit.checkCode')} <strong>{share.checkCode}</strong>
      </p>
      <p className="detail">
        {t('settings.shares.sheet')} {t('common.leaves')}
      </p>
      {print.isError && <FailureNote failure={failureOf(print.error)} />}
      <div className="kit-actions">
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
          loading={print.isPending}
          onClick={() => {
            print.mutate({ share: number })
          }}
        >
          {t('firstRun.kit.print')}
        </Button>
        <Button onClick={onWritten}>{t('settings.shares.written')}</Button>
      </div>
    </>
  )
}
