import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paper } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { KitConfirm } from './kit-confirm.tsx'
import { KitWords } from './kit-words.tsx'
import './recovery-kit.css'

type Props = {
  readonly onDone: () => void
  /** Where it may wait. */
  readonly onLater?: () => void
  /** How long, in words; by default until the first message leaves. */
  readonly laterLabel?: string
}

/** Shows a new kit and has it proved that it was written down; only then it counts. */
export function KitForm({ onDone, onLater, laterLabel }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [kit, setKit] = useState<Paper | null>(null)
  const [isConfirming, setIsConfirming] = useState(false)
  const make = useMutation(queries.vault.makeKit.mutationOptions({ gcTime: 0, onSuccess: setKit }))
  const confirmed = async () => {
    setKit(null)
    onDone()
    await cache.invalidateQueries({ queryKey: queries.app.key() })
  }
  if (kit === null) {
    return (
      <div className="kit">
        {make.isError && <FailureNote failure={failureOf(make.error)} />}
        <Button
          loading={make.isPending}
          onClick={() => {
            make.mutate(undefined)
          }}
        >
          {t('firstRun.kit.make')}
        </Button>
        {onLater && (
          <Button variant="default" onClick={onLater}>
            {laterLabel ?? t('firstRun.kit.later')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className="kit">
      {isConfirming ? (
        <KitConfirm
          wordCount={kit.words.length}
          onShowAgain={() => {
            setIsConfirming(false)
          }}
          onConfirmed={() => void confirmed()}
        />
      ) : (
        <KitWords
          kit={kit}
          onWritten={() => {
            setIsConfirming(true)
          }}
        />
      )}
    </div>
  )
}
