import { Button, Radio } from '@mantine/core'
import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ServerSuggestion, SignInWay } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SecretInput } from '../../../ui/secret-input.tsx'
import { chosenWay, type AccountForm } from './use-account-form.ts'

type Props = {
  readonly form: AccountForm
  readonly change: (next: Partial<AccountForm>) => void
  readonly suggestion: ServerSuggestion
}

function BrowserSignIn({
  form,
  change,
  suggestion,
  way,
}: Props & { readonly way: Extract<SignInWay, { kind: 'oauth' }> }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const signIn = useMutation(
    queries.accounts.signIn.mutationOptions({
      gcTime: 0,
      onSuccess: ({ signInId }) => {
        change({ signInId })
      },
    }),
  )
  if (!way.isConfigured) {
    return (
      <p className="detail">
        {t('firstRun.account.oauthUnconfigured', { provider: suggestion.providerName })}
      </p>
    )
  }
  if (form.signInId !== null) {
    return (
      <p className="check-ok" role="status">
        <IconCheck size={18} stroke={2} aria-hidden />
        {t('firstRun.account.oauthDone')}
      </p>
    )
  }
  return (
    <>
      <div className="setup-actions">
        <Button
          variant="default"
          loading={signIn.isPending}
          onClick={() => {
            signIn.mutate({ providerId: suggestion.providerId, address: form.address.trim() })
          }}
        >
          {t('firstRun.account.oauthButton')}
        </Button>
        {signIn.isPending && (
          <>
            <span className="detail" role="status">
              {t('firstRun.account.oauthWaiting')}
            </span>
            <Button variant="subtle" onClick={() => void client.accounts.cancelSignIn()}>
              {t('common.cancel')}
            </Button>
          </>
        )}
      </div>
      {signIn.isError && <FailureNote failure={failureOf(signIn.error)} />}
    </>
  )
}

function AppPasswordSteps({ way }: { readonly way: Extract<SignInWay, { kind: 'app-password' }> }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  return (
    <div>
      <p className="section-title">{t('firstRun.account.appSteps')}</p>
      <ol className="app-steps">
        {way.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {way.url !== '' && (
        <Button
          variant="default"
          rightSection={<IconExternalLink size={16} stroke={1.75} aria-hidden />}
          onClick={() => {
            client.app.openLink({ url: way.url }).catch((error: unknown) => sayFailure(failureOf(error)))
          }}
        >
          {t('firstRun.account.openPage')}
        </Button>
      )}
    </div>
  )
}

/** The way in that this provider takes; what must be done elsewhere is shown before any password is asked. */
export function SignInFields({ form, change, suggestion }: Props) {
  const { t } = useTranslation()
  const way = chosenWay(form, suggestion)
  if (way === undefined) return null
  const isPlain = suggestion.ways.length === 1 && way.kind === 'password'
  return (
    <fieldset className="setup-fieldset">
      <legend className={isPlain ? 'visually-hidden' : undefined}>
        {t('firstRun.account.way', { provider: suggestion.providerName })}
      </legend>
      <div className="setup-form setup-ways">
        {suggestion.ways.length > 1 && (
          <Radio.Group
            aria-label={t('firstRun.account.way', { provider: suggestion.providerName })}
            value={way.kind}
            onChange={(kind) => {
              change({ wayKind: kind })
            }}
          >
            <div className="choice-options">
              {suggestion.ways.map((option) => (
                <Radio key={option.kind} value={option.kind} label={option.label} />
              ))}
            </div>
          </Radio.Group>
        )}
        {way.kind === 'oauth' && (
          <BrowserSignIn form={form} change={change} suggestion={suggestion} way={way} />
        )}
        {way.kind === 'app-password' && <AppPasswordSteps way={way} />}
        {way.kind !== 'oauth' && (
          <SecretInput
            label={
              way.kind === 'app-password' ? t('firstRun.account.appPassword') : t('firstRun.account.password')
            }
            description={t('firstRun.account.passwordHint')}
            value={form.password}

            onChange={(event) => {
              change({ password: event.currentTarget.value })
            }}
          />
        )}
      </div>
    </fieldset>
  )
}
