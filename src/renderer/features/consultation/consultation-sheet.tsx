import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Consultation } from '../../../shared/contract/index.ts'
import type { DraftId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { offerDraftUndo } from '../composer/offer-draft-undo.ts'
import { openDraft } from '../composer/open-draft.ts'
import { distinctChanges } from './distinct-changes.ts'
import './consultation.css'

/** How many changes are listed at first. */
const folded = 6

function Changes({ changes }: Pick<Consultation, 'changes'>) {
  const { t } = useTranslation()
  const [isWhole, setIsWhole] = useState(false)
  const distinct = distinctChanges(changes)
  if (changes.length === 0) return <p className="detail">{t('consultation.nothing')}</p>
  // So that what risk remains is in sight below.
  const shown = isWhole || distinct.length <= folded + 1 ? distinct : distinct.slice(0, folded)
  return (
    <>
      <ul className="consult-changes">
        {shown.map(({ category, replaced, words, further }) => (
          <li key={`${replaced} ${words}`} className="consult-change">
            <span className="consult-words">
              <del className="consult-before">{replaced}</del>{' '}
              <span className="detail">{t('consultation.becomes')}</span>{' '}
              <ins className="consult-after">{words}</ins>
            </span>
            <span className="detail">
              {t(`review.categories.${category}`)}
              {further > 0 && `, ${t('consultation.more', { count: further })}`}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < distinct.length && (
        <button
          type="button"
          className="word-button consult-all"
          onClick={() => {
            setIsWhole(true)
          }}
        >
          {t('consultation.showAll', { count: distinct.length })}
        </button>
      )}
    </>
  )
}

/** What a letter would say to a colleague who isn't to know whom it is about; and what may still tell. */
export function ConsultationSheet({ draftId }: { readonly draftId: DraftId }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const [written] = useState(() => {
    const draft = openDraft.get()
    return draft && { content: draft.content(), takenRevision: draft.takenRevision }
  })
  const content = written?.content
  const [isChanging, setIsChanging] = useState(false)
  const preview = useQuery({
    ...queries.drafts.previewConsultation.queryOptions({
      input: { id: draftId, content: content ?? { to: [], cc: [], bcc: [], subject: '', html: '' } },
      // Holds the text of a message: kept no longer than it is shown.
      gcTime: 0,
      staleTime: 0,
    }),
    enabled: content !== undefined,
  })
  const change = () => {
    if (written === null) return
    setIsChanging(true)
    client.drafts
      .prepareConsultation({ id: draftId, ...written })
      .then(({ subject, html }) => {
        closeSheet()
        const draft = openDraft.get()
        // Closed meanwhile: the text stays as it was.
        if (draft?.id !== draftId) return
        offerDraftUndo(draftId, t('consultation.changed'), t('common.undo'), draft.rewrite(subject, html))
      })
      .catch((error: unknown) => {
        setIsChanging(false)
        sayFailure(failureOf(error))
      })
  }
  const made = preview.data
  return (
    <Sheet
      title={t('consultation.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('consultation.back')}
          </Button>
          <Button
            disabled={made === undefined || made.changes.length === 0}
            loading={isChanging}
            onClick={change}
          >
            {t('consultation.change')}
          </Button>
        </>
      }
    >
      {preview.isError && (
        <FailureNote failure={failureOf(preview.error)} retry={() => void preview.refetch()} />
      )}
      {made === undefined ? (
        !preview.isError && <SkeletonRows count={3} />
      ) : (
        <div className="consult">
          <p>{t('consultation.intro')}</p>
          <section aria-labelledby="consult-changes">
            <h3 id="consult-changes" className="section-title">
              {t('consultation.changes')}
            </h3>
            <Changes changes={made.changes} />
          </section>
          {made.risks.length > 0 && (
            <section aria-labelledby="consult-risks">
              <h3 id="consult-risks" className="section-title">
                {t('consultation.risks')}
              </h3>
              <ul className="consult-risks">
                {made.risks.map((risk) => (
                  <li key={risk}>{t(`consultation.risk.${risk}`)}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Sheet>
  )
}
