import { Switch } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, ScanSummary } from '../../../shared/contract/index.ts'
import { closeSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { areAllMarksShown, openDraft } from '../composer/open-draft.ts'
import { FindingDetails } from '../finding/finding-details.tsx'
import { countFindings } from '../finding/count-findings.ts'
import { whereText } from '../finding/finding-text.ts'
import { useFindingChoices } from '../finding/use-finding-choices.ts'
import { reasonText } from './reason-text.ts'

function notScannedText(scan: ScanSummary, t: TFunction): string {
  const parts = scan.notScanned.map(({ part }) => part).filter((part) => part.startsWith('attachment:'))
  const count = new Set(parts).size
  const arePhotos = scan.notScanned.every((entry) =>
    /\.(jpe?g|png|heic|webp|gif|tiff?)$/i.test(entry.fileName),
  )
  return arePhotos ? t('review.notScannedPhoto', { count }) : t('review.notScanned', { count })
}

/** Shows a finding in the text, with its card open, as soon as the sheet is gone and gave the focus back. */
function showInMessage(finding: Finding): void {
  closeSheet()
  setTimeout(() => openDraft.get()?.showFinding(finding), 250)
}

type RowProps = {
  readonly finding: Finding
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onChanged: () => void
}

function FoundRow({ finding, isOpen, onToggle, onChanged }: RowProps) {
  const { t } = useTranslation()
  const choices = useFindingChoices(onChanged)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const category = t(`review.categories.${finding.category}`)
  return (
    <li ref={row} className="found-item">
      <button type="button" className="found-row" aria-expanded={isOpen} onClick={onToggle}>
        <span className="found-value">{finding.value}</span>
        <span className="detail">
          {[category, whereText(finding, t)].filter((text) => text !== '').join(', ')}
        </span>
      </button>
      {isOpen && (
        <FindingDetails
          finding={finding}
          choices={choices}
          {...(finding.part === 'text'
            ? {
                onShow: () => {
                  showInMessage(finding)
                },
              }
            : {})}
        />
      )}
    </li>
  )
}

type Props = {
  readonly scan: ScanSummary
  /** A choice was made about a finding: the review must be made again. */
  readonly onChanged: () => void
}

function SetAside({ scan: { setAside } }: Pick<Props, 'scan'>) {
  const { t } = useTranslation()
  return setAside > 0 ? <p className="detail">{t('review.setAside', { count: setAside })}</p> : null
}

/** What the settings keep the scan from looking for: what isn't found may stand in the letter all the same. */
function NotLookedFor({ scan: { recognizersOff } }: Pick<Props, 'scan'>) {
  const { t } = useTranslation()
  if (recognizersOff.length === 0) return null
  const kinds = recognizersOff.map((id) => t(`settings.scanner.recognizers.${id}`)).join('; ')
  return <p className="review-note">{t('review.notLookedFor', { kinds })}</p>
}

/** How many were found: as many as the composer counted while typing, and apart from these what only Review shows. */
function foundText(findings: readonly Finding[], t: TFunction): string {
  const { written, inFiles, inQuote } = countFindings(findings)
  return [
    written > 0 && String(written),
    inFiles > 0 && t('review.foundInFiles', { count: inFiles }),
    inQuote > 0 && t('review.foundInQuote', { count: inQuote }),
  ]
    .filter((text) => text !== false)
    .join(' · ')
}

function FoundFold({ scan, onChanged }: Props) {
  const { findings } = scan
  const { t } = useTranslation()
  const areShown = useStore(areAllMarksShown)
  const [open, setOpen] = useState<number | null>(null)
  return (
    <details className="found">
      <summary>
        <h3 className="section-title">{t('review.found')}</h3>
        <span className="detail">{foundText(findings, t)}</span>
      </summary>
      <ul className="found-list">
        {findings.map((finding, index) => (
          <FoundRow
            key={index}
            finding={finding}
            isOpen={index === open}
            onToggle={() => {
              setOpen(index === open ? null : index)
            }}
            onChanged={() => {
              setOpen(null)
              onChanged()
            }}
          />
        ))}
      </ul>
      <Switch
        label={t('review.marksShown')}
        checked={areShown}
        onChange={(event) => {
          areAllMarksShown.set(event.currentTarget.checked)
        }}
      />
      <SetAside scan={scan} />
    </details>
  )
}

function NotScanned({ scan }: Pick<Props, 'scan'>) {
  const { t } = useTranslation()
  if (scan.notScanned.length === 0) return null
  return (
    <div className="review-note">
      <p>{notScannedText(scan, t)}</p>
      <ul className="detail not-scanned-list">
        {scan.notScanned.map(({ part, fileName, reason }) => (
          <li key={`${part} ${reason}`}>
            {t('review.notScannedFile', { name: fileName, why: t(`review.notScannedWhy.${reason}`) })}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Why it counts as what it counts as. */
function Reasons({ scan: { decision, reasons } }: Pick<Props, 'scan'>) {
  const { t } = useTranslation()
  if (reasons.length === 0) return null
  return (
    <div>
      <h3 className="section-title">{t('review.counts')}</h3>
      <p className="reason-head">{t(`review.why.${decision}`)}</p>
      <ul className="reason-list detail">
        {reasons.map((reason) => (
          <li key={reason.code}>{reasonText(reason, t)}</li>
        ))}
      </ul>
    </div>
  )
}

/** What the scan found, folded: to look at, not to answer. Nothing found needs no fold. */
export function FoundList({ scan, onChanged }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Reasons scan={scan} />
      <NotScanned scan={scan} />
      <NotLookedFor scan={scan} />
      {scan.findings.length > 0 ? (
        <FoundFold scan={scan} onChanged={onChanged} />
      ) : (
        <>
          <h3 className="section-title">{t('review.found')}</h3>
          <p className="detail">{t('review.foundNothing')}</p>
          <SetAside scan={scan} />
        </>
      )}
    </>
  )
}
