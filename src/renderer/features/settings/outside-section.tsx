import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outside, OutsideProblem } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { OutsideLogo } from './outside-logo.tsx'
import { outsideOf } from './outside-of.ts'
import { OutsidePreview } from './outside-preview.tsx'
import { ReplyPageSection } from './reply-page-section.tsx'

/** How long typing must pause before the whole is looked at. */
const checkMs = 300

type LineField = 'outsideName' | 'outsideSubject' | 'outsidePageName' | 'outsideFileName' | 'phone'
const longest: Readonly<Record<LineField | 'outsideNote', number>> = {
  outsideName: 200,
  outsideSubject: 120,
  outsideNote: 300,
  outsideFileName: 40,
  outsidePageName: 200,
  phone: 64,
}

function OutsideForm({ saved }: { readonly saved: Outside }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [outside, setOutside] = useState(saved)
  /** The problems that saving has stopped at; a change makes them void. */
  const [refused, setRefused] = useState<readonly OutsideProblem[] | null>(null)
  const [settled] = useDebouncedValue(outside, checkMs)
  const check = useQuery(
    queries.practice.checkOutside.queryOptions({
      input: settled,
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  )
  const save = useMutation(
    queries.practice.saveOutside.mutationOptions({
      onSuccess: async ({ saved: isSaved, check: { problems } }) => {
        setRefused(isSaved ? null : problems)
        if (!isSaved) return
        say(t('common.saved'))
        await cache.invalidateQueries({ queryKey: queries.practice.get.key() })
      },
    }),
  )
  const problems = refused ?? check.data?.problems ?? []
  const problemOf = (field: OutsideProblem['field']) => {
    const kind = problems.find((problem) => problem.field === field)?.kind
    return kind === undefined ? undefined : t(`settings.outside.problems.${kind}`)
  }
  const change = (next: Partial<Outside>) => {
    setOutside({ ...outside, ...next })
    setRefused(null)
  }
  const line = (field: LineField, placeholder?: string) => ({
    label: t(`settings.outside.${field}`),
    value: outside[field],
    maxLength: longest[field],
    error: problemOf(field),
    ...(placeholder !== undefined && { placeholder }),
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget
      change({ [field]: field === 'outsideFileName' ? value.replaceAll(/[^\w -]/g, '') : value })
    },
  })
  const submit = (keepsHealth: boolean) => {
    const fileName = outside.outsideFileName.replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    save.mutate({ outside: { ...outside, outsideFileName: fileName }, keepsHealth })
  }
  const preview = check.data?.preview
  const mayKeep = refused?.every(({ kind }) => kind === 'health') === true
  return (
    <form
      ref={form}
      className="settings-form outside-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit(false)
      }}
    >
      <p className="detail">{t('settings.outside.text')}</p>
      {preview && <OutsidePreview preview={preview} logo={outside.outsideLogo} />}
      {check.isError && <FailureNote failure={failureOf(check.error)} retry={() => void check.refetch()} />}
      <TextInput {...line('outsideName')} required withAsterisk={false} />
      <TextInput
        {...line('phone')}
        description={t(
          outside.phone.trim() === '' ? 'settings.outside.phoneMissing' : 'settings.outside.phoneHint',
        )}
      />
      <TextInput {...line('outsideSubject', preview?.subject)} />
      <Textarea
        label={t('settings.outside.outsideNote')}
        description={t('settings.outside.noteHint')}
        value={outside.outsideNote}
        maxLength={longest.outsideNote}
        error={problemOf('outsideNote')}
        autosize
        minRows={2}
        onChange={(event) => {
          change({ outsideNote: event.currentTarget.value })
        }}
      />
      <TextInput
        {...line('outsideFileName', outside.language === 'es' ? 'Mensaje' : 'Message')}
        description={t('settings.outside.fileHint')}
      />
      <TextInput
        {...line('outsidePageName', outside.outsideName)}
        description={t('settings.outside.pageHint')}
      />
      <OutsideLogo
        logo={outside.outsideLogo}
        onChange={(outsideLogo) => {
          change({ outsideLogo })
        }}
      />
      <Select
        label={t('settings.outside.language')}
        value={outside.language}
        allowDeselect={false}
        data={[
          { value: 'en', label: t('settings.outside.languages.en') },
          { value: 'es', label: t('settings.outside.languages.es') },
        ]}
        onChange={(language) => {
          change({ language: language === 'es' ? 'es' : 'en' })
        }}
      />
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
      {refused !== null && !mayKeep && (
        <p className="settings-evaluation" role="alert">
          {t('settings.outside.refused')}
        </p>
      )}
      {mayKeep ? (
        <div className="settings-ask" role="group" aria-label={t('settings.outside.ask')}>
          <p className="settings-evaluation" role="alert">
            {t('settings.outside.askText')}
          </p>
          <Button
            onClick={() => {
              setRefused(null)
              form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
            }}
          >
            {t('settings.outside.change')}
          </Button>
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() => {
              submit(true)
            }}
          >
            {t('settings.outside.keep')}
          </Button>
        </div>
      ) : (
        <Button
          type="submit"
          loading={save.isPending}
          disabled={JSON.stringify(outside) === JSON.stringify(saved)}
        >
          {t('common.save')}
        </Button>
      )}
    </form>
  )
}

/** What stands outside the seal of every message, and how it reads there. */
export function OutsideSection() {
  const { queries } = useEngine()
  const practice = useQuery(queries.practice.get.queryOptions())
  if (practice.isError)
    return <FailureNote failure={failureOf(practice.error)} retry={() => void practice.refetch()} />
  if (practice.data === undefined) return <SkeletonRows count={3} />
  const saved = outsideOf(practice.data)
  return (
    <>
      <OutsideForm key={JSON.stringify(saved)} saved={saved} />
      <ReplyPageSection />
    </>
  )
}
