import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeSheet } from '../../app/sheets.ts'
import type { Failure } from '../../../shared/result.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { OfferFacts, type Fact } from './offer-facts.tsx'
import './logs.css'

type Props = {
  readonly title: string
  readonly isAlarm: boolean
  /** What was found out about the file. */
  readonly verdict: ReactNode
  /** What it is called from now on; null with `instead`: it has a name. */
  readonly name: { readonly label: string; readonly hint: string } | null
  readonly instead?: string
  readonly value: string
  readonly onName: (value: string) => void
  readonly facts: { readonly title: string; readonly facts: readonly Fact[] }
  readonly keep: string
  readonly isAdding: boolean
  readonly failure: Failure | null
  readonly onKeep: () => void
}

/** A file of somebody else, before it is kept: what was found, a name for it, and what it says of itself. */
export function AddSheet(props: Props) {
  const { t } = useTranslation()
  const { title, isAlarm, verdict, name, instead, value, onName, facts, keep, isAdding, failure, onKeep } =
    props
  return (
    <Sheet
      title={title}
      hasField={name !== null}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button disabled={value.trim() === ''} loading={isAdding} onClick={onKeep}>
            {keep}
          </Button>
        </>
      }
    >
      <div role={isAlarm ? 'alert' : 'status'}>{verdict}</div>
      {name === null ? (
        <p>{instead}</p>
      ) : (
        <TextInput
          className="log-name"
          label={name.label}
          description={name.hint}
          value={value}
          maxLength={120}
          data-autofocus
          onChange={(event) => {
            onName(event.currentTarget.value)
          }}
        />
      )}
      <OfferFacts {...facts} />
      {failure !== null && <FailureNote failure={failure} />}
    </Sheet>
  )
}
