import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say, sayFailure } from '../../../app/lines.ts'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { formatCalendarDay, today } from '../days.ts'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { RecordList } from '../record-list.tsx'
import { RecordRow } from '../record-row.tsx'
import type { RecordOf } from '../records.ts'
import { VersionsButton } from '../versions-button.tsx'
import { agreementState } from './agreement-state.ts'

function SaveDocument({ record, party }: { readonly record: number; readonly party: string }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  return (
    <button
      type="button"
      className="word-button"
      aria-label={t('evidence.agreements.saveDocumentOf', { party })}
      onClick={() => {
        client.evidence.saveDocument({ record }).then(
          ({ saved }) => {
            if (saved) say(`${t('evidence.agreements.documentSaved')} ${t('common.leaves')}`)
          },
          (error: unknown) => sayFailure(failureOf(error)),
        )
      }}
    >
      {t('evidence.agreements.saveDocument')}
    </button>
  )
}

function Row({ agreement }: { readonly agreement: RecordOf<'agreement'> }) {
  const { t } = useTranslation()
  const { record, version, body } = agreement
  const { party, service, signedOn, verifiedOn, document, note } = body
  const stands = agreementState(body, today())
  const day = 'on' in stands ? formatCalendarDay(stands.on) : ''
  return (
    <RecordRow
      name={party}
      state={t(`evidence.agreements.states.${stands.state}`, { day })}
      needsAttention={stands.state !== 'in-force' && stands.state !== 'ended'}
      details={[
        t(`evidence.agreements.services.${service}`),
        signedOn === null ? '' : t('evidence.agreements.signed', { day: formatCalendarDay(signedOn) }),
        verifiedOn === null ? '' : t('evidence.agreements.verified', { day: formatCalendarDay(verifiedOn) }),
        document === null ? t('evidence.agreements.noDocument') : document.name,
      ]}
      note={note}
      links={
        <>
          {document !== null && <SaveDocument record={record} party={party} />}
          <VersionsButton record={record} version={version} name={party} />
        </>
      }
    >
      <Button
        variant="default"
        size="xs"
        aria-label={t('evidence.changeOf', { name: party })}
        onClick={() => {
          openEvidenceSheet({ kind: 'agreement', record })
        }}
      >
        {t('evidence.change')}
      </Button>
    </RecordRow>
  )
}

/** Business associates, and what was agreed with each. */
export function Agreements() {
  const { t } = useTranslation()
  return (
    <RecordList
      kind="agreement"
      about={t('evidence.agreements.about')}
      paragraph={paragraphs.agreements}
      add={t('evidence.agreements.add')}
      onAdd={() => {
        openEvidenceSheet({ kind: 'agreement', record: null })
      }}
      empty={t('evidence.agreements.empty')}
      row={(agreement) => <Row key={agreement.record} agreement={agreement} />}
    />
  )
}
