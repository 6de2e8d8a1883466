import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { practiceSchema } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Practice = z.infer<typeof practiceSchema>

/** What anyone sees who looks at the patient's locked phone. */
function OutsidePreview({ practice }: { readonly practice: Practice }) {
  const { t } = useTranslation()
  return (
    <figure className="outside-preview">
      <figcaption className="detail">{t('settings.practice.preview')}</figcaption>
      <p className="outside-name">{practice.outsideName}</p>
      <p className="detail">{t('settings.practice.previewSubject', { name: practice.outsideName })}</p>
    </figure>
  )
}

function PracticeForm({ saved }: { readonly saved: Practice }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [practice, setPractice] = useState(saved)
  const change = (next: Partial<Practice>) => {
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
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.practice.outside')}</h3>
        <p className="detail">{t('settings.practice.outsideText')}</p>
      </div>
      <TextInput
        label={t('settings.practice.outsideName')}
        value={practice.outsideName}
        onChange={(event) => {
          change({ outsideName: event.currentTarget.value })
        }}
      />
      <OutsidePreview practice={practice} />
      <TextInput
        label={t('settings.practice.phone')}
        description={t('settings.practice.phoneHint')}
        value={practice.phone}
        onChange={(event) => {
          change({ phone: event.currentTarget.value })
        }}
      />
      <Select
        label={t('settings.practice.language')}
        value={practice.language}
        allowDeselect={false}
        data={[
          { value: 'en', label: t('settings.practice.languages.en') },
          { value: 'es', label: t('settings.practice.languages.es') },
        ]}
        onChange={(language) => {
          change({ language: language === 'es' ? 'es' : 'en' })
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
  return practice.data === undefined ? null : (
    <PracticeForm key={JSON.stringify(practice.data)} saved={practice.data} />
  )
}
