import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { go } from '../../app/places.ts'
import { isSignInFailure } from './sign-in-failure.ts'

/** The way to the fields where she does, in a word for a button; undefined for failures that have another cause. */
export function useSignInAgain(code: string | undefined) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions()).data ?? []
  if (code === undefined || !isSignInFailure(code)) return undefined
  const isByBrowser = code === 'login/expired' && accounts.some(({ signInKind }) => signInKind === 'oauth')
  return { label: isByBrowser ? t('account.signInAgain') : t('account.enterNewPassword'), run: go.toSignIn }
}
