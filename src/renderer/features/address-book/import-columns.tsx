import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { bookFields } from '../../../shared/book-fields.ts'
import type { BookField, ImportPreview } from '../../../shared/contract/index.ts'

type Columns = ImportPreview['columns']

type Props = { readonly columns: Columns; readonly onChange: (columns: Columns) => void }

const leftOut = 'leave-out'

/** What each column of a table is taken for, folded where every one of them that matters was known by its name. */
export function ImportColumns({ columns, onChange }: Props) {
  const { t } = useTranslation()
  const choices = [
    { value: leftOut, label: t('addressBook.importSheet.leaveOut') },
    ...bookFields.map((value) => ({ value, label: t(`addressBook.fields.${value}`) })),
  ]
  const isUnderstood = columns.some(({ field }) => field === 'address')
  return (
    <details className="found" open={!isUnderstood}>
      <summary>
        <h3 className="section-title">{t('addressBook.importSheet.columns')}</h3>
        <span className="detail">{columns.length}</span>
      </summary>
      <ul className="import-columns">
        {columns.map((column, index) => (
          <li key={index} className="import-column">
            <span className="import-column-name">
              {column.name}
              <span className="detail">{column.example}</span>
            </span>
            <Select
              aria-label={t('addressBook.importSheet.column', { name: column.name })}
              allowDeselect={false}
              data={choices}
              value={column.field ?? leftOut}
              onChange={(value) => {
                const field = value === leftOut ? null : (value as BookField | null)
                onChange(columns.map((other, at) => (at === index ? { ...other, field } : other)))
              }}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}
