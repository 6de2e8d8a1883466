import { Autocomplete, Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { headLetterPlanSchema, type HeadLetterPlan as Plan } from '../../../../shared/contract/index.ts'
import { headLetterTimes } from '../../../../shared/head-letter-times.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useSuggestions } from '../../composer/recipients/use-suggestions.ts'

/** To whom the letter goes, and how often one is asked for. */
export function HeadLetterPlan({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [to, setTo] = useState(plan.to)
  const [every, setEvery] = useState<string>(plan.every)
  const [wasTried, setWasTried] = useState(false)
  const fitting = useSuggestions(to, [])
  const names = new Map(
    fitting.flatMap(({ people }) => people.map(({ name, address }) => [address, name] as const)),
  )
  const wanted = headLetterPlanSchema.safeParse({ to: to.trim(), every })
  const save = useMutation(
    queries.audit.planHeadLetter.mutationOptions({
      onSuccess: () => {
        say(t('settings.log.head.saved'))
        return Promise.all([
          cache.invalidateQueries({ queryKey: queries.audit.key() }),
          cache.invalidateQueries({ queryKey: queries.evidence.key() }),
        ])
      },
    }),
  )
  return (
    <form
      className="head-letter-plan"
      onSubmit={(event) => {
        event.preventDefault()
        setWasTried(true)
        if (wanted.success && !save.isPending) save.mutate(wanted.data)
      }}
    >
      <Autocomplete
        label={t('settings.log.head.to')}
        description={t('settings.log.head.toHint')}
        value={to}
        spellCheck={false}
        error={wasTried && !wanted.success ? t('settings.log.head.toBad') : undefined}
        data={[...names.keys()]}
        filter={({ options }) => options}
        renderOption={({ option }) => (
          <span>
            {names.get(option.value) ?? ''} <span className="detail">{option.value}</span>
          </span>
        )}
        onChange={setTo}
      />
      <Select
        label={t('settings.log.head.every')}
        value={every}
        allowDeselect={false}
        data={headLetterTimes.map((value) => ({ value, label: t(`settings.log.head.times.${value}`) }))}
        onChange={(value) => {
          if (value !== null) setEvery(value)
        }}
      />
      {save.isError && <FailureNote failure={failureOf(save.error)} tone="stop" />}
      <div className="settings-actions">
        {/* Never disabled, not even while it saves: a button that is loses the focus. */}
        <Button type="submit" variant="default" aria-busy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
