import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecipientProtection, Review, SeenDraft } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { formatAhead, formatSize } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { openDraftOf } from '../composer/open-draft.ts'
import { RouteLine } from '../composer/recipients/route-line.tsx'
import { isAllowed } from '../policy/forbidden-note.tsx'
import { useLimits } from '../policy/use-limits.ts'
import { WhomToCall } from '../passphrase/whom-to-call.tsx'
import { FirstTimeCard } from './first-time-card.tsx'
import { FoundList } from './found-list.tsx'
import { groupQuestions } from './group-questions.ts'
import { QuestionCard } from './question-card.tsx'
import './review.css'

function WhoGetsWhat({ recipients }: { readonly recipients: readonly RecipientProtection[] }) {
  const { t } = useTranslation()
  return (
    <ul className="who-list">
      {recipients.map((recipient) => (
        <li key={recipient.address} className="who-row">
          <span className="who-name">
            {recipient.contact?.name ?? recipient.address}
            {recipient.contact && <span className="detail"> {recipient.address}</span>}
          </span>
          <div className="detail">
            <RouteLine protection={recipient} />
            {recipient.route.kind === 'sealed-message' && `, ${t(`review.forms.${recipient.route.forms}`)}`}
          </div>
        </li>
      ))}
    </ul>
  )
}

type Props = {
  /** With the text that was on screen when it was asked about. */
  readonly draft: SeenDraft
  /** What Send came back with; null when the person opened the review. */
  readonly given: Review | null
  /** When it is to leave; null for at once. */
  readonly leavesAt: string | null
}

/** "Before this goes": what must be decided, who gets what, and what was found. */
export function ReviewSheet({ draft, given, leavesAt }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const limits = useLimits()
  const mayAnswer = isAllowed(limits, 'mayAnswerQuestions')
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set())
  const [isSending, setIsSending] = useState(false)
  const [isStale, setIsStale] = useState(given === null)
  const fresh = useQuery(
    queries.drafts.review.queryOptions({ input: draft, enabled: isStale, gcTime: 0, staleTime: 0 }),
  )
  const review = isStale ? fresh.data : (given ?? undefined)

  const renew = () => {
    const run = async () => {
      await openDraftOf(draft)?.flush()
      setIsStale(true)
      await fresh.refetch()
    }
    run().catch((error: unknown) => sayFailure(failureOf(error)))
  }
  const send = () => {
    const open = openDraftOf(draft)
    if (open === null) {
      closeSheet()
      sayFailure({ code: 'draft/unseen-text' })
      return
    }
    setIsSending(true)
    void open.send([...answered], leavesAt).finally(() => {
      setIsSending(false)
    })
  }
  const setAnswer = (ids: readonly string[], isAnswered: boolean) => {
    setAnswered(
      (current) => new Set([...current].filter((id) => !ids.includes(id)).concat(isAnswered ? ids : [])),
    )
  }

  const questions = review?.questions ?? []
  const { single, firstTime } = groupQuestions(questions)
  const areAddressesRight = firstTime.every(({ id }) => answered.has(id))
  const open =
    single.filter((asked) => asked.isBlocking || !answered.has(asked.id)).length + (areAddressesRight ? 0 : 1)
  return (
    <Sheet
      title={t('review.title')}
      foot={
        <>
          <span className="detail" role="status">
            {review === undefined
              ? ''
              : open > 0
                ? t('review.answerFirst', { count: open })
                : t('review.size', { size: formatSize(review.wireSizeBytes) })}
          </span>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('review.back')}
          </Button>
          <Button disabled={review === undefined || open > 0} loading={isSending} onClick={send}>
            {leavesAt === null ? t('review.sendNow') : t('review.sendThen', { time: formatAhead(leavesAt) })}
          </Button>
        </>
      }
    >
      {isStale && fresh.isError && (
        <FailureNote failure={failureOf(fresh.error)} retry={() => void fresh.refetch()} />
      )}
      {review === undefined ? (
        !fresh.isError && <SkeletonRows count={3} />
      ) : (
        <div className="review">
          <section aria-labelledby="review-decide">
            <h3 id="review-decide" className="section-title">
              {t('review.decide')}
            </h3>
            {limits !== null && !mayAnswer && questions.some(({ isBlocking }) => !isBlocking) && (
              <p className="review-note">{t('review.leftToOthers', { number: limits.number })}</p>
            )}
            {questions.length === 0 && <p className="detail">{t('review.nothingToDecide')}</p>}
            {firstTime.length > 0 && (
              <FirstTimeCard
                asked={firstTime}
                mayAnswer={mayAnswer}
                isAnswered={areAddressesRight}
                onAnswer={(isAnswered) => {
                  setAnswer(
                    firstTime.map(({ id }) => id),
                    isAnswered,
                  )
                }}
              />
            )}
            {single.map((asked) => (
              <QuestionCard
                key={asked.id}
                asked={asked}
                recipients={review.recipients}
                mayAnswer={mayAnswer}
                isAnswered={answered.has(asked.id)}
                onAnswer={(isAnswered) => {
                  setAnswer([asked.id], isAnswered)
                }}
                onChanged={renew}
              />
            ))}
          </section>
          <section aria-labelledby="review-who">
            <h3 id="review-who" className="section-title">
              {t('review.who')}
            </h3>
            <WhoGetsWhat recipients={review.recipients} />
            {review.recipients.some(({ route }) => route.kind === 'sealed-message') && <WhomToCall />}
          </section>
          <section>
            <FoundList scan={review.scan} onChanged={renew} />
          </section>
        </div>
      )}
    </Sheet>
  )
}
