import { Button, Input } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { ChooseFile } from './choose-file.tsx'

type Props = {
  /** A data: URI; empty: none. */
  readonly logo: string
  readonly onChange: (logo: string) => void
}

/** The picture at the head of the locked page. The engine reads the file, and gives back nothing but the picture. */
export function OutsideLogo({ logo, onChange }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const id = useId()
  const read = useMutation(
    queries.practice.readLogo.mutationOptions({
      onSuccess: (answer) => {
        onChange(answer.logo)
      },
    }),
  )
  return (
    <div className="outside-logo" role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <Input.Label id={id} labelElement="div">
        {t('settings.outside.outsideLogo')}
      </Input.Label>
      <p id={`${id}-hint`} className="detail">
        {t('settings.outside.logoHint')}
      </p>
      {logo !== '' && (
        <p className="outside-logo-tells" role="status">
          {t('settings.outside.logoTells')}
        </p>
      )}
      <div className="outside-logo-ways">
        <ChooseFile
          label={logo === '' ? t('settings.outside.chooseLogo') : t('settings.outside.otherLogo')}
          accept="image/png,image/jpeg"
          isReading={read.isPending}
          onFile={({ handle }) => {
            read.mutate({ file: handle })
          }}
        />
        {logo !== '' && (
          <Button
            variant="default"
            onClick={() => {
              read.reset()
              onChange('')
            }}
          >
            {t('settings.outside.removeLogo')}
          </Button>
        )}
      </div>
      {read.isError && <FailureNote failure={failureOf(read.error)} />}
    </div>
  )
}
