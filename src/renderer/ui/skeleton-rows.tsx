import { useTranslation } from 'react-i18next'
import { useDelayed } from './use-delayed.ts'
import './skeleton-rows.css'

type Props = { readonly count?: number }

/** Grey rows where a list will be; only when it takes longer than 300 ms. */
export function SkeletonRows({ count = 8 }: Props) {
  const { t } = useTranslation()
  const isShown = useDelayed(true)
  if (!isShown) return null
  return (
    <div className="skeleton-rows" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: count }, (_unused, index) => (
        <div key={index} className="skeleton-row">
          <span className="skeleton-bar" data-part="name" />
          <span className="skeleton-bar" data-part="text" />
        </div>
      ))}
    </div>
  )
}
