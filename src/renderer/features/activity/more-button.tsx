import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

/** Below a list that comes in pages: the next one, while there is one. */
export function MoreButton({ result }: { readonly result: Pages }) {
  const { t } = useTranslation()
  if (!result.hasNextPage) return null
  return (
    <Button
      variant="default"
      className="activity-more"
      loading={result.isFetchingNextPage}
      onClick={() => void result.fetchNextPage()}
    >
      {t('activity.more')}
    </Button>
  )
}
