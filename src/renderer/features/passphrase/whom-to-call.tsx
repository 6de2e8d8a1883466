import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Practice } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { outsideOf } from '../settings/outside-of.ts'
import './passphrase.css'

function NumberForm({ practice }: { readonly practice: Practice }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const [phone, setPhone] = useState('')
  const save = useMutation({
    mutationFn: async () => {
      const outside = { ...outsideOf(practice), phone: phone.trim() }
      const first = await client.practice.saveOutside({ outside, keepsHealth: false })
      // What else stands there was decided in the settings; only the number is new.
      const isKept = first.check.problems.every(({ kind, field }) => kind === 'health' && field !== 'phone')
      return first.saved || !isKept ? first : client.practice.saveOutside({ outside, keepsHealth: true })
    },
    onSuccess: async ({ saved }) => {
      if (!saved) return
      say(t('common.saved'))
      await cache.invalidateQueries({ queryKey: queries.practice.get.key() })
    },
  })
  const problem = save.data?.check.problems.find(({ field }) => field === 'phone')?.kind
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="whom-to-call-field">
        <TextInput
          type="tel"
          aria-label={t('settings.outside.phone')}
          value={phone}
          maxLength={64}
          autoFocus
          error={
            problem !== undefined
              ? t(`settings.outside.problems.${problem}`)
              : save.data?.saved === false && t('settings.outside.refusedElsewhere')
          }
          onChange={(event) => {
            setPhone(event.currentTarget.value)
            save.reset()
          }}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={phone.trim() === ''}>
          {t('common.save')}
        </Button>
      </div>
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </form>
  )
}

/** A quiet line where a number of the practice is missed, which takes it in place; nothing once there is one. */
export function WhomToCall() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const practice = useQuery(queries.practice.get.queryOptions()).data
  const [isAsking, setIsAsking] = useState(false)
  if (practice?.phone !== '') return null
  return (
    <div className="whom-to-call">
      {t('settings.outside.nobodyToCall')}{' '}
      {isAsking ? (
        <NumberForm practice={practice} />
      ) : (
        <button
          type="button"
          className="word-button"
          onClick={() => {
            setIsAsking(true)
          }}
        >
          {t('settings.outside.addPhone')}
        </button>
      )}
    </div>
  )
}
