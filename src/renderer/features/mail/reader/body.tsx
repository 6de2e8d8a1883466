import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf, isErrorCode } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { BodyFrame } from './body-frame.tsx'
import { NotFetched } from './not-fetched.tsx'
import { RestNotHere } from './rest-not-here.tsx'

type Props = { readonly view: MessageView; readonly scheme: 'light' | 'dark' }

function BlockedImages({ view, scheme }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const load = useMutation(
    queries.mail.loadRemoteImages.mutationOptions({
      onSuccess: (next) => {
        cache.setQueryData(queries.mail.open.queryKey({ input: { id: view.id, scheme } }), next)
      },
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  if (view.blockedRemoteImages === 0) return null
  return (
    <div className="reader-note">
      <p>{t('mail.reader.images', { count: view.blockedRemoteImages })}</p>
      <Button
        variant="default"
        size="xs"
        loading={load.isPending}
        onClick={() => {
          load.mutate({ id: view.id, scheme })
        }}
      >
        {t('mail.reader.loadImages')}
      </Button>
    </div>
  )
}

/** The message's text in its frame, or the reason why there is none. */
export function Body({ view, scheme }: Props) {
  const { t } = useTranslation()
  const { protection } = view
  if (view.bodyState === 'not-fetched') return <NotFetched key={view.id} view={view} />
  if (protection.kind === 'unreadable' && isErrorCode(protection.code)) {
    return <FailureNote failure={{ code: protection.code }} />
  }
  if (view.bodyState === 'too-complex') return <p className="body-missing">{t('mail.reader.tooComplex')}</p>
  if (view.bodyState === 'unreadable') return <p className="body-missing">{t('mail.reader.unreadable')}</p>
  const rest = (view.unfetchedBytes ?? 0) > 0 && <RestNotHere key={view.id} view={view} />
  if (view.bodyState === 'empty' || view.bodyUrl === null) {
    return rest || <p className="body-missing">{t('mail.reader.emptyBody')}</p>
  }
  return (
    <>
      <BlockedImages view={view} scheme={scheme} />
      <BodyFrame key={view.bodyUrl} url={view.bodyUrl} links={view.links} />
      {rest}
      {view.isTextCut === true && <p className="body-missing">{t('mail.reader.textCut')}</p>}
    </>
  )
}
