import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paper, Shares, ShareNumber } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { PaperProofForm } from './paper-proof.tsx'
import { ShareWords } from './share-words.tsx'
import { SharesForm } from './shares-form.tsx'
import './recovery-kit.css'

const numbers = [1, 2, 3] as const satisfies readonly ShareNumber[]

type Made = {
  readonly set: string
  readonly shares: readonly Paper[]
  readonly holders: Shares['holders']
}

/** Three shares of the recovery kit: who keeps them, then each of them shown, printed and proved. */
export function SharesSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [made, setMade] = useState<Made | null>(null)
  const [number, setNumber] = useState<ShareNumber>(1)
  // They open from the moment they are made, so Settings shows them however this sheet is closed.
  const refresh = () => cache.invalidateQueries({ queryKey: queries.vault.shares.key() })
  const confirmed = async () => {
    const next = numbers.find((one) => one > number)
    if (next !== undefined) {
      setNumber(next)
      return
    }
    setMade(null)
    closeSheet()
    say(t('settings.shares.done'))
    await refresh()
  }
  const share = made?.shares[number - 1]
  return (
    <Sheet title={t('settings.shares.title')} hasField={made === null}>
      {made === null || share === undefined ? (
        <SharesForm
          onMade={(shares) => {
            setMade(shares)
            void refresh()
          }}
        />
      ) : (
        <OneShare
          key={number}
          share={share}
          number={number}
          set={made.set}
          holder={made.holders[number - 1] ?? ''}
          onConfirmed={() => void confirmed()}
        />
      )}
    </Sheet>
  )
}

type OneProps = {
  readonly share: Paper
  readonly number: ShareNumber
  readonly set: string
  readonly holder: string
  readonly onConfirmed: () => void
}

function OneShare({ share, number, set, holder, onConfirmed }: OneProps) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [isConfirming, setIsConfirming] = useState(false)
  const confirm = useMutation(
    queries.vault.confirmShare.mutationOptions({ gcTime: 0, onSuccess: onConfirmed }),
  )
  return (
    <div className="kit">
      <div>
        <h3 className="section-title">{t('settings.shares.one', { number, holder })}</h3>
        <p className="detail">{t('settings.shares.set', { set })}</p>
      </div>
      {isConfirming ? (
        <PaperProofForm
          wordCount={share.words.length}
          failure={confirm.isError ? failureOf(confirm.error) : null}
          isBusy={confirm.isPending}
          onProve={(proof) => {
            confirm.mutate({ share: number, proof })
          }}
          onShowAgain={() => {
            setIsConfirming(false)
          }}
        />
      ) : (
        <ShareWords
          share={share}
          number={number}
          onWritten={() => {
            setIsConfirming(true)
          }}
        />
      )}
    </div>
  )
}
