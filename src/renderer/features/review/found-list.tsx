import { Switch } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ScanSummary } from '../../../shared/contract/index.ts'
import { useStore } from '../../app/store.ts'
import { areAllMarksShown } from '../composer/open-draft.ts'

function notScannedText(scan: ScanSummary, t: TFunction): string {
  const count = scan.notScanned.length
  const arePhotos = scan.notScanned.every((entry) =>
    /\.(jpe?g|png|heic|webp|gif|tiff?)$/i.test(entry.fileName),
  )
  return arePhotos ? t('review.notScannedPhoto', { count }) : t('review.notScanned', { count })
}

/** What the scan found, folded: to look at, not to answer. */
export function FoundList({ scan }: { readonly scan: ScanSummary }) {
  const { t } = useTranslation()
  const areShown = useStore(areAllMarksShown)
  return (
    <>
      {scan.notScanned.length > 0 && <p className="review-note">{notScannedText(scan, t)}</p>}
      <details className="found">
        <summary>
          <h3 className="section-title">{t('review.found')}</h3>
          <span className="detail">{scan.findings.length}</span>
        </summary>
        {scan.findings.length === 0 ? (
          <p className="detail">{t('review.foundNothing')}</p>
        ) : (
          <>
            <ul className="found-list">
              {scan.findings.map((finding, index) => (
                <li key={index} className="found-row">
                  <span className="found-value">{finding.value}</span>
                  <span className="found-kind">
                    {t(`review.categories.${finding.category}`)}
                    {finding.part === 'subject' && `, ${t('review.inSubject')}`}
                    {finding.part.startsWith('attachment') && `, ${t('review.inFile')}`}
                    {finding.isInQuote && `, ${t('review.inQuote')}`}
                  </span>
                  <span className="detail found-why">{finding.explanation}</span>
                </li>
              ))}
            </ul>
            <Switch
              label={t('review.marksShown')}
              checked={areShown}
              onChange={(event) => {
                areAllMarksShown.set(event.currentTarget.checked)
              }}
            />
          </>
        )}
      </details>
    </>
  )
}
