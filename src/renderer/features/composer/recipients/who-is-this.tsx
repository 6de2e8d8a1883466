import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactKind } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { isAllowed } from '../../policy/forbidden-note.tsx'
import { useLimits } from '../../policy/use-limits.ts'
import { nameFromAddress } from './parse-recipients.ts'

type Props = {
  readonly address: string
  readonly givenName?: string
  /** Others are asked about beside it: each question names its address. */
  readonly isOneOfSeveral?: boolean
}

const kinds: readonly ContactKind[] = ['patient', 'colleague', 'other']

/** A new address is asked about once, in place: patients feed the check of every later message. */
export function WhoIsThis({ address, givenName = '', isOneOfSeveral = false }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const mayAnswer = isAllowed(useLimits(), 'mayAnswerQuestions')
  const id = useId()
  const [name, setName] = useState(givenName === '' ? nameFromAddress(address) : givenName)
  const add = useMutation(
    queries.contacts.add.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.contacts.key() }),
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  const answer = (kind: ContactKind) => {
    add.mutate({
      kind,
      name: name.trim() === '' ? address : name.trim(),
      addresses: [address],
      nicknames: [],
      birthDate: null,
      recordNumber: null,
      phones: [],
      readsMailOn: 'unsure',
      agreedToEmailOn: null,
      isAddressConfirmed: mayAnswer,
    })
  }
  return (
    <div className="who" role="group" aria-labelledby={id}>
      <span id={id} className="who-question">
        {isOneOfSeveral ? t('composer.route.whoOfSeveral', { address }) : t('composer.route.who')}
      </span>
      <TextInput
        size="xs"
        aria-label={t('composer.route.name')}
        placeholder={t('composer.route.name')}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value)
        }}
      />
      <div className="who-answers">
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            size="xs"
            disabled={add.isPending}
            onClick={() => {
              answer(kind)
            }}
          >
            {t(`composer.route.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
