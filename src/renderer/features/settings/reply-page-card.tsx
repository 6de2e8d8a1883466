import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReplyPage } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { formatDate } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { ReplyPageAddress } from './reply-page-address.tsx'

type Props = {
  readonly page: ReplyPage
  /** There are several: each says whose it is. */
  readonly isNamed: boolean
}

/** One account's page: saved, put on the site, named in PDFs; and whether it still fits the key. */
export function ReplyPageCard({ page, isNamed }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const { account, savedAt, isForKeyInUse, address, inPdf } = page
  const keep = (pages: ReplyPage[]) => {
    cache.setQueryData(queries.practice.replyPages.queryKey(), pages)
  }
  const save = useMutation(
    queries.practice.saveReplyPage.mutationOptions({
      onSuccess: ({ saved, pages }) => {
        keep(pages)
        if (saved) say(t(address === null ? 'settings.replyPage.saved' : 'settings.replyPage.savedAnew'))
      },
    }),
  )
  const withdraw = useMutation(
    queries.practice.withdrawReplyPage.mutationOptions({
      onSuccess: (pages) => {
        keep(pages)
        say(t('settings.replyPage.withdrawn'))
      },
    }),
  )
  const failed = save.error ?? withdraw.error
  const warning = warningOf(page)
  return (
    <div className="settings-subform" role="group" aria-label={page.accountAddress}>
      {isNamed && <h4 className="section-title">{page.accountAddress}</h4>}
      {warning !== null && (
        <p className="settings-evaluation" role="status">
          {t(`settings.replyPage.${warning}`, { address: address ?? '' })}
        </p>
      )}
      {inPdf !== null && (
        <figure className="outside-preview">
          <figcaption className="detail">{t('settings.replyPage.inPdf')}</figcaption>
          <div className="outside-mail">
            {inPdf.map(({ says, shows }) => (
              <div key={says} className="reply-page-line">
                <p className="detail">{says}</p>
                <p>{shows}</p>
              </div>
            ))}
          </div>
          <p className="detail">{t('settings.replyPage.example')}</p>
        </figure>
      )}
      {isForKeyInUse && <ReplyPageAddress key={address} page={page} onPublished={keep} />}
      {savedAt !== null && isForKeyInUse && (
        <p className="detail">{t('settings.replyPage.savedOn', { date: formatDate(savedAt) })}</p>
      )}
      <div className="settings-actions">
        <Button
          variant={isForKeyInUse ? 'default' : 'filled'}
          loading={save.isPending}
          onClick={() => {
            save.mutate({ account })
          }}
        >
          {t('settings.replyPage.save')}
        </Button>
        {address !== null && (
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => {
              withdraw.mutate({ account })
            }}
          >
            {t(inPdf === null ? 'settings.replyPage.forget' : 'settings.replyPage.withdraw')}
          </Button>
        )}
      </div>
      {failed !== null && <FailureNote failure={failureOf(failed)} />}
    </div>
  )
}

/** What a key that was given up makes of the page; null where it fits. */
function warningOf({ savedAt, isForKeyInUse, address, inPdf }: ReplyPage) {
  if (address !== null && inPdf === null) return isForKeyInUse ? 'replace' : 'outdated'
  return savedAt !== null && !isForKeyInUse ? 'stale' : null
}
