import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { ChooseFile, type ChosenFile } from './choose-file.tsx'

/** A PKCS#12 file and its password. The file goes by handle; the engine reads it and keeps the key. */
export function ImportIdentity() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  const [password, setPassword] = useState('')
  const importing = useMutation(
    queries.practice.importIdentity.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        setChosen(null)
        setPassword('')
        say(t('settings.smime.imported'))
        return cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  return (
    <form
      className="settings-subform settings-gap"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) importing.mutate({ file: chosen.handle, password })
      }}
    >
      <h3 className="section-title">{t('settings.smime.import')}</h3>
      <ChooseFile label={t('settings.smime.file')} accept=".p12,.pfx" onFile={setChosen} />
      {chosen !== null && <p>{chosen.name}</p>}
      <SecretInput
        label={t('settings.smime.password')}
        value={password}
        autoComplete="off"
        onChange={(event) => {
          setPassword(event.currentTarget.value)
        }}
      />
      {importing.isError && <FailureNote failure={failureOf(importing.error)} />}
      <Button type="submit" variant="default" disabled={chosen === null} loading={importing.isPending}>
        {t('settings.smime.submit')}
      </Button>
    </form>
  )
}
