import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { useLockNow } from '../../app/lock.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { isLeavingSoon } from './outbox-state.ts'

/** Locked or quit by hand with a message in the hold: it leaves now, or is kept until the person sends it. */
export function LeavingSheet({ before }: { readonly before: 'lock' | 'quit' }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const lockNow = useLockNow()
  const outbox = useQuery(queries.outbox.list.queryOptions())
  const items = (outbox.data ?? []).filter(isLeavingSoon)
  const goOn = () => {
    closeSheet()
    if (before === 'lock') lockNow()
    else void client.app.answerQuit({ mayQuit: true })
  }
  const settle = useMutation(queries.outbox.settleHeld.mutationOptions({ onSuccess: goOn }))
  const isOver = outbox.isSuccess && items.length === 0 && settle.isIdle
  useEffect(() => {
    // The hold ran out while this stood here: there is nothing to ask any more.
    if (isOver) settle.mutate({ answer: 'keep' })
  }, [isOver, settle])
  const stay = () => {
    closeSheet()
    if (before === 'quit') void client.app.answerQuit({ mayQuit: false })
  }
  return (
    <Sheet
      title={items.length > 1 ? t('leaving.titleSeveral', { count: items.length }) : t('leaving.title')}
      size={480}
      hasField
      onClose={stay}
      foot={
        <>
          <span className="detail" role="status">
            {settle.isPending && settle.variables.answer === 'send-now' ? t('leaving.sending') : ''}
          </span>
          <span className="sheet-foot-space" />
          <Button
            variant="default"
            disabled={settle.isPending}
            onClick={() => {
              settle.mutate({ answer: 'keep' })
            }}
          >
            {t('leaving.keep')}
          </Button>
          <Button
            data-autofocus
            disabled={settle.isPending}
            onClick={() => {
              settle.mutate({ answer: 'send-now' })
            }}
          >
            {t('leaving.sendNow')}
          </Button>
        </>
      }
    >
      <ul className="leaving-list">
        {items.map((item) => (
          <li key={item.logicalId}>
            <span>{item.subject === '' ? t('mail.list.noSubject') : item.subject}</span>
            <span className="detail">{t('mail.reader.to', { people: item.to.join(', ') })}</span>
          </li>
        ))}
      </ul>
      <p className="detail">{t(before === 'lock' ? 'leaving.noteLock' : 'leaving.noteQuit')}</p>
      {settle.isError && <FailureNote failure={failureOf(settle.error)} />}
    </Sheet>
  )
}
