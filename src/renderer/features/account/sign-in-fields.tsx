import { Button, Radio } from '@mantine/core'
import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account, ServerSuggestion, SignInWay } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { chosenWay, goesElsewhere, isPresentWay, type AccountForm } from './account-form.ts'
import './account.css'

type Props = {
  readonly form: AccountForm
  readonly change: (next: Partial<AccountForm>) => void
  readonly suggestion: ServerSuggestion
  /** The account as it is stored, where one is being changed: what opens it may stay. */
  readonly account?: Account
}

function BrowserSignIn({
  form,
  change,
  suggestion,
  account,
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
    return <p className="detail">{t('account.oauthUnconfigured', { provider: suggestion.providerName })}</p>
  }
  if (form.signInId !== null) {
    return (
      <p className="check-ok" role="status">
        <IconCheck size={18} stroke={2} aria-hidden />
        {account ? t('account.oauthDoneAgain') : t('account.oauthDone')}
      </p>
    )
  }
  const isPresent = account && isPresentWay(way, account)
  return (
    <>
      {isPresent && (
        <p className="detail">
          {goesElsewhere(form, account)
            ? t('account.oauthElsewhere')
            : t('account.oauthPresent', { provider: suggestion.providerName })}
        </p>
      )}
      <div className="account-actions">
        <Button
          variant="default"
          data-sign-in
          loading={signIn.isPending}
          onClick={() => {
            signIn.mutate({ providerId: suggestion.providerId, address: form.address.trim() })
          }}
        >
          {isPresent ? t('account.signInAgain') : t('account.oauthButton')}
        </Button>
        {signIn.isPending && (
          <>
            <span className="detail" role="status">
              {t('account.oauthWaiting')}
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

type StepsProps = {
  readonly title: string
  readonly way: Extract<SignInWay, { kind: 'app-password' }>
}

function AppPasswordSteps({ title, way }: StepsProps) {
  const { t } = useTranslation()
  const { client } = useEngine()
  return (
    <div>
      <p className="section-title">{title}</p>
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
          {t('account.openPage')}
        </Button>
      )}
    </div>
  )
}

/** The way in that this provider takes; what must be done elsewhere is shown before any password is asked. */
export function SignInFields(props: Props) {
  const { form, change, suggestion, account } = props
  const { t } = useTranslation()
  const way = chosenWay(form, suggestion)
  if (way === undefined) return null
  const isPresent = account !== undefined && isPresentWay(way, account)
  const kept =
    isPresent && goesElsewhere(form, account) ? t('account.passwordElsewhere') : t('account.passwordKept')
  const isPlain = suggestion.ways.length === 1 && way.kind === 'password'
  return (
    <fieldset className="account-fieldset">
      <legend className={isPlain ? 'visually-hidden' : undefined}>
        {t('account.way', { provider: suggestion.providerName })}
      </legend>
      <div className="account-ways">
        {suggestion.ways.length > 1 && (
          <Radio.Group
            aria-label={t('account.way', { provider: suggestion.providerName })}
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
        {way.kind === 'oauth' && <BrowserSignIn {...props} way={way} />}
        {way.kind === 'app-password' && (
          <AppPasswordSteps
            title={isPresent ? t('account.appStepsAgain') : t('account.appSteps')}
            way={way}
          />
        )}
        {way.kind !== 'oauth' && (
          <SecretInput
            label={way.kind === 'app-password' ? t('account.appPassword') : t('account.password')}
            description={isPresent ? kept : t('account.passwordHint')}
            value={form.password}
            data-sign-in
            onChange={(event) => {
              change({ password: event.currentTarget.value })
            }}
          />
        )}
      </div>
    </fieldset>
  )
}
