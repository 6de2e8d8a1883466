import { IconArrowBackUp, IconFlagFilled, IconPaperclip } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageRow as Row } from '../../../../shared/contract/index.ts'
import { formatRowDate } from '../../../i18n/format.ts'
import { MarkedText } from './marked-text.tsx'

type Props = {
  readonly row: Row
  /** Of which account, where that isn't plain. */
  readonly account: string | null
}

/**
 * One message in 64 pixels: who and when, the one word where one is needed, subject and first words. Drawn anew when it
 * changes alone, and not with every movement of the list.
 */
export const MessageRow = memo(function MessageRow({ row, account }: Props) {
  const { t } = useTranslation()
  return (
    <div className="row" data-unread={row.isUnread ? true : undefined}>
      {row.isUnread && (
        <span className="row-dot">
          <span className="visually-hidden">{t('mail.list.unread')} </span>
        </span>
      )}
      <div className="row-line">
        <span className="row-who">
          <MarkedText text={row.who} found={row.found?.who} />
        </span>
        {row.mark !== null && (
          <span className="row-mark" data-mark={row.mark}>
            {t(`mail.list.marks.${row.mark}`)}
          </span>
        )}
        {account !== null && <span className="row-account">{account}</span>}
        <time className="row-time" dateTime={row.date}>
          {formatRowDate(row.date)}
        </time>
      </div>
      <div className="row-line">
        <span className="row-subject">
          {row.subject === '' ? (
            t('mail.list.noSubject')
          ) : (
            <MarkedText text={row.subject} found={row.found?.subject} />
          )}
        </span>
        <span className="row-snippet">
          <MarkedText text={row.snippet} found={row.found?.snippet} />
        </span>
        <span className="row-icons">
          {row.isAnswered && (
            <IconArrowBackUp size={14} stroke={2} role="img" aria-label={t('mail.list.answered')} />
          )}
          {row.hasAttachments && (
            <IconPaperclip size={14} stroke={2} role="img" aria-label={t('mail.list.attachment')} />
          )}
          {row.isFlagged && (
            <IconFlagFilled className="row-flag" size={14} role="img" aria-label={t('mail.list.flagged')} />
          )}
        </span>
      </div>
    </div>
  )
})
