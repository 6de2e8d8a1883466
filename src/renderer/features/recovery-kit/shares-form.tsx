import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paper, Shares } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { KitEntry, useKitEntry } from './kit-entry.tsx'

type Props = {
  readonly onMade: (made: {
    readonly set: string
    readonly shares: readonly Paper[]
    readonly holders: Shares['holders']
  }) => void
}

/** Who keeps a share, and the kit that they are made of: the vault itself doesn't know its words. */
export function SharesForm({ onMade }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const entry = useKitEntry()
  const [holders, setHolders] = useState<Shares['holders']>([
    t('settings.shares.roles.colleague'),
    t('settings.shares.roles.executor'),
    t('settings.shares.roles.safe'),
  ])
  const make = useMutation(
    queries.vault.makeShares.mutationOptions({
      gcTime: 0,
      onSuccess: (made) => {
        onMade({ ...made, holders })
      },
    }),
  )
  const isComplete = entry.kit !== null && holders.every((holder) => holder.trim() !== '')
  return (
    <form
      className="kit"
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete && entry.kit !== null) make.mutate({ kit: entry.kit, holders })
      }}
    >
      <p className="detail">{t('settings.shares.about')}</p>
      <fieldset className="kit-holders">
        <legend className="section-title">{t('settings.shares.holders')}</legend>
        {holders.map((holder, index) => (
          <TextInput
            key={index}
            label={t('settings.shares.holder', { number: index + 1 })}
            value={holder}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => {
              const { value } = event.currentTarget
              setHolders((before) => before.with(index, value) as Shares['holders'])
            }}
          />
        ))}
      </fieldset>
      <div>
        <p className="section-title">{t('settings.shares.kit')}</p>
        <p className="detail">{t('settings.shares.kitText')}</p>
      </div>
      <KitEntry entry={entry} />
      {make.isError && <FailureNote failure={failureOf(make.error)} />}
      <div className="kit-actions">
        <Button type="submit" disabled={!isComplete} loading={make.isPending}>
          {t('settings.shares.make')}
        </Button>
      </div>
    </form>
  )
}
