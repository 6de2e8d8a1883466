import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../shared/contract/index.ts'
import { ok } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { enrollPasskey } from '../../app/passkey.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { FactorSheet } from './factor-sheet.tsx'
import { useFactorChange } from './use-factor-change.ts'

/** Enrolls a passkey, or saves a key file; the present passphrase shows who asks. */
export function AddFactorSheet({ of }: { readonly of: Factor['kind'] }) {
  const { t } = useTranslation()
  const { client, holdSecret } = useEngine()
  const isPasskey = of === 'passkey'
  const [name, setName] = useState<string>(
    t(isPasskey ? 'settings.security.passkeyName' : 'settings.security.keyFileName'),
  )
  const [passphrase, setPassphrase] = useState('')
  const add = useFactorChange(async () => {
    if (!isPasskey) return ok((await client.vault.addKeyFile({ passphrase, name })).added)
    const { salt, known } = await client.vault.beginPasskey({ passphrase })
    const enrolled = await enrollPasskey(holdSecret, salt, known)
    if (!enrolled.ok) return enrolled
    await client.vault.addPasskey({ passphrase, name, salt, ...enrolled.value })
    return ok(true)
  }, t('settings.security.addedNow'))
  return (
    <FactorSheet
      title={t(isPasskey ? 'settings.security.titlePasskey' : 'settings.security.titleKeyFile')}
      submitLabel={t(isPasskey ? 'settings.security.addNow' : 'settings.security.saveNow')}
      isBusy={add.isBusy}
      canSubmit={name.trim() !== '' && passphrase !== ''}
      onSubmit={add.run}
    >
      <p>{t(isPasskey ? 'settings.security.passkeyText' : 'settings.security.keyFileText')}</p>
      {!isPasskey && <p className="detail">{t('common.leaves')}</p>}
      <TextInput
        label={t('settings.security.name')}
        value={name}
        maxLength={60}
        onChange={(event) => {
          setName(event.currentTarget.value)
        }}
      />
      <SecretInput
        label={t('settings.security.passphrase')}
        value={passphrase}
        data-autofocus
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {isPasskey && add.isBusy && <p role="status">{t('settings.security.passkeyWaits')}</p>}
      {add.failure !== null && <FailureNote failure={add.failure} />}
    </FactorSheet>
  )
}
