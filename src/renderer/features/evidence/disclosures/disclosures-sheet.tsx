import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { exemptBases, type Disclosure, type PossibleDisclosure } from '../../../../shared/contract/index.ts'
import type { ContactId } from '../../../../shared/ids.ts'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { formatDate } from '../../../i18n/format.ts'
import { shortName } from '../../../i18n/names.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { formatCalendarDay, today } from '../days.ts'
import { Paragraph } from '../paragraph.tsx'
import { RecordRow } from '../record-row.tsx'
import { useRecords, type RecordOf } from '../records.ts'
import { VersionsButton } from '../versions-button.tsx'
import { isSuspendable } from './disclosure-fields.ts'

function useStateWords() {
  const { t } = useTranslation()
  return ({ basis, suspendedUntil }: Disclosure) => {
    if (exemptBases.some((one) => one === basis)) return t('evidence.disclosures.states.exempt')
    if (!isSuspendable(basis) || suspendedUntil === null || suspendedUntil < today()) {
      return t('evidence.disclosures.states.accounted')
    }
    return t('evidence.disclosures.states.suspended', { day: formatCalendarDay(suspendedUntil) })
  }
}

function Written({ of }: { readonly of: RecordOf<'disclosure'> }) {
  const { t } = useTranslation()
  const stateWords = useStateWords()
  const { record, version, body } = of
  const { contactId, recipient } = body
  return (
    <RecordRow
      name={t('evidence.disclosures.to', { recipient })}
      state={stateWords(body)}
      needsAttention={false}
      details={[formatCalendarDay(body.day), t(`evidence.disclosures.bases.${body.basis}`)]}
      note={body.described}
      links={<VersionsButton record={record} version={version} name={recipient} />}
    >
      <Button
        variant="default"
        size="xs"
        aria-label={t('evidence.disclosures.changeOf', { recipient })}
        onClick={() => {
          openEvidenceSheet({ kind: 'disclosure', contactId, record, of: null })
        }}
      >
        {t('evidence.change')}
      </Button>
    </RecordRow>
  )
}

type PossibleProps = { readonly of: PossibleDisclosure; readonly contactId: ContactId; readonly name: string }

function Possible({ of, contactId, name }: PossibleProps) {
  const { t } = useTranslation()
  const subject = of.subject === '' ? t('evidence.disclosures.possible.noSubject') : of.subject
  const recipients = of.recipients.map((one) => (one.name === '' ? one.address : one.name)).join(', ')
  return (
    <RecordRow
      name={subject}
      state={formatDate(of.sentAt)}
      needsAttention={false}
      details={[
        t('evidence.disclosures.to', { recipient: recipients }),
        t(`evidence.disclosures.possible.because.${of.because}`, { name }),
      ]}
    >
      <Button
        variant="default"
        size="xs"
        aria-label={t('evidence.disclosures.possible.judgeOf', { subject })}
        onClick={() => {
          openEvidenceSheet({ kind: 'disclosure', contactId, record: null, of })
        }}
      >
        {t('evidence.disclosures.possible.judge')}
      </Button>
    </RecordRow>
  )
}

function ToJudge({ contactId, name }: { readonly contactId: ContactId; readonly name: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const possible = useQuery(queries.disclosures.possible.queryOptions({ input: { contactId }, staleTime: 0 }))
  if (possible.isPending) return <SkeletonRows count={2} />
  if (possible.isError) {
    return <FailureNote failure={failureOf(possible.error)} retry={() => void possible.refetch()} />
  }
  const count = possible.data.length
  return (
    <section className="disclosure-part" aria-labelledby="disclosures-possible">
      <h3 id="disclosures-possible" className="section-title">
        {count === 0
          ? t('evidence.disclosures.possible.none')
          : t('evidence.disclosures.possible.title', { count })}
      </h3>
      {count > 0 && <p className="detail">{t('evidence.disclosures.possible.about', { name })}</p>}
      <ul>
        {possible.data.map((one) => (
          <Possible key={one.messageId} of={one} contactId={contactId} name={name} />
        ))}
      </ul>
      <p className="detail">{t('evidence.disclosures.possible.found')}</p>
    </section>
  )
}

/** What went to others about a patient: what is written down, and messages that are still to be judged. */
export function DisclosuresSheet({ contactId }: { readonly contactId: ContactId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { records, failure, retry } = useRecords('disclosure')
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } }))
  const own = records
    ?.filter(({ body }) => body.contactId === contactId)
    .sort((one, other) => other.body.day.localeCompare(one.body.day))
  const name = shortName(contact.data?.name ?? '')
  return (
    <Sheet
      size={720}
      title={t('evidence.disclosures.title', { name: contact.data?.name ?? '' })}
      foot={
        <>
          <Button
            variant="default"
            onClick={() => {
              openEvidenceSheet({ kind: 'disclosure', contactId, record: null, of: null })
            }}
          >
            {t('evidence.disclosures.add')}
          </Button>
          <span className="sheet-foot-space" />
          <Button
            onClick={() => {
              openEvidenceSheet({ kind: 'accounting', contactId })
            }}
          >
            {t('evidence.disclosures.save')}
          </Button>
        </>
      }
    >
      <p className="detail">
        {t('evidence.disclosures.about')} <Paragraph of={paragraphs.disclosures} />
      </p>
      {contact.isError && (
        <FailureNote failure={failureOf(contact.error)} retry={() => void contact.refetch()} />
      )}
      {contact.isSuccess && <ToJudge contactId={contactId} name={name} />}
      {failure !== null && <FailureNote failure={failure} retry={retry} />}
      {failure === null && own === undefined && <SkeletonRows count={2} />}
      {own !== undefined && (
        <section className="disclosure-part" aria-labelledby="disclosures-written">
          <h3 id="disclosures-written" className="section-title">
            {own.length === 0 ? t('evidence.disclosures.none') : t('evidence.disclosures.written')}
          </h3>
          {own.length === 0 && <p className="detail">{t('evidence.disclosures.noneHint')}</p>}
          <ul>
            {own.map((one) => (
              <Written key={one.record} of={one} />
            ))}
          </ul>
        </section>
      )}
    </Sheet>
  )
}
