import type { TFunction } from 'i18next'
import type { ReadLog } from '../../../shared/contract/index.ts'
import { formatDate } from '../../i18n/format.ts'

/** From when to when the records of a log are. */
export function periodText({ firstAt, lastAt }: Pick<ReadLog, 'firstAt' | 'lastAt'>, t: TFunction): string {
  return firstAt === null || lastAt === null
    ? t('logs.noRecords')
    : t('logs.period', { from: formatDate(firstAt), to: formatDate(lastAt) })
}
