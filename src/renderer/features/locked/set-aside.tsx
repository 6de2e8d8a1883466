import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

/** Where nothing opens the files any more: they get another name, and first run offers what to come back from. */
export function SetAside() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const move = useMutation(
    queries.vault.setAside.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.app.key() }),
    }),
  )
  return (
    <section className="locked-aside" aria-labelledby="set-aside">
      <h2 id="set-aside" className="section-title">
        {t('firstRun.aside.title')}
      </h2>
      <p className="detail">{t('firstRun.aside.text')}</p>
      {move.isError && <FailureNote failure={failureOf(move.error)} />}
      {isAsking ? (
        <>
          <p>{t('firstRun.aside.sure')}</p>
          <div className="kit-actions">
            <Button
              loading={move.isPending}
              onClick={() => {
                move.mutate(undefined)
              }}
            >
              {t('firstRun.aside.now')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setIsAsking(false)
              }}
            >
              {t('firstRun.aside.leave')}
            </Button>
          </div>
        </>
      ) : (
        <Button
          variant="default"
          onClick={() => {
            setIsAsking(true)
          }}
        >
          {t('firstRun.aside.begin')}
        </Button>
      )}
    </section>
  )
}
