import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PracticeDetails } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

function PracticeForm({ saved }: { readonly saved: PracticeDetails }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [practice, setPractice] = useState(saved)
  const change = (next: Partial<PracticeDetails>) => {
    setPractice({ ...practice, ...next })
  }
  const save = useMutation(
    queries.practice.save.mutationOptions({
      onSuccess: async () => {
        say(t('common.saved'))
        await cache.invalidateQueries({ queryKey: queries.practice.key() })
        await cache.invalidateQueries({ queryKey: queries.app.state.key() })
      },
    }),
  )
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(practice)
      }}
    >
      <div>
        <h3 className="section-title">{t('settings.practice.inside')}</h3>
        <p className="detail">{t('settings.practice.insideText')}</p>
      </div>
      <TextInput
        label={t('settings.practice.practiceName')}
        value={practice.practiceName}
        onChange={(event) => {
          change({ practiceName: event.currentTarget.value })
        }}
      />
      <TextInput
        label={t('settings.practice.clinicianName')}
        value={practice.clinicianName}
        onChange={(event) => {
          change({ clinicianName: event.currentTarget.value })
        }}
      />
      <Textarea
        label={t('settings.practice.address')}
        value={practice.address}
        autosize
        minRows={2}
        onChange={(event) => {
          change({ address: event.currentTarget.value })
        }}
      />
      <Textarea
        label={t('settings.practice.signature')}
        value={practice.signature}
        autosize
        minRows={3}
        onChange={(event) => {
          change({ signature: event.currentTarget.value })
        }}
      />
      <Textarea
        label={t('settings.practice.emergencyText')}
        description={t('settings.practice.emergencyHint')}
        placeholder={t('reading.crisis.standard')}
        value={practice.emergencyText ?? ''}
        maxLength={1000}
        autosize
        minRows={3}
        onChange={(event) => {
          change({ emergencyText: event.currentTarget.value })
        }}
      />
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
      <Button
        type="submit"
        loading={save.isPending}
        disabled={JSON.stringify(practice) === JSON.stringify(saved)}
      >
        {t('common.save')}
      </Button>
    </form>
  )
}

export function PracticeSection() {
  const { queries } = useEngine()
  const practice = useQuery(queries.practice.get.queryOptions())
  if (practice.isError) return <FailureNote failure={failureOf(practice.error)} />
  if (practice.data === undefined) return null
  const { practiceName, clinicianName, address, signature, emergencyText } = practice.data
  const saved = {
    practiceName,
    clinicianName,
    address,
    signature,
    ...(emergencyText === undefined ? {} : { emergencyText }),
  }
  return <PracticeForm key={JSON.stringify(saved)} saved={saved} />
}
