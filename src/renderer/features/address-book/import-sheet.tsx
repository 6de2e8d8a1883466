import { Button, SegmentedControl, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactKind, ImportPreview } from '../../../shared/contract/index.ts'
import type { FileHandle } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportCounts, ImportPeople, ImportProblems } from './import-parts.tsx'
import { ImportSource } from './import-source.tsx'
import './address-book.css'

const kinds: readonly ContactKind[] = ['patient', 'colleague', 'other']

/** A file with people: chosen, looked at, and only then taken over. */
export function ImportSheet() {
  const { t } = useTranslation()
  const { queries, client } = useEngine()
  const cache = useQueryClient()
  const [kind, setKind] = useState<ContactKind>('patient')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [changesKnown, setChangesKnown] = useState(true)
  const asId = useId()
  const shown = useRef<ImportPreview | null>(null)
  useEffect(() => {
    shown.current = preview
  }, [preview])
  // The file stays in the engine's memory no longer than the sheet is open.
  useEffect(
    () => () => {
      const importId = shown.current?.importId
      if (importId !== undefined) void client.addressBook.cancelImport({ importId }).catch(() => undefined)
    },
    [client],
  )
  const open = useMutation(
    queries.addressBook.openImport.mutationOptions({
      onSuccess: (opened) => {
        if (opened !== null) setPreview(opened)
      },
    }),
  )
  const read = useMutation(queries.addressBook.readImportAs.mutationOptions({ onSuccess: setPreview }))
  const take = useMutation(
    queries.addressBook.confirmImport.mutationOptions({
      onSuccess: (counts) => {
        closeSheet()
        say(t('addressBook.importSheet.done', counts))
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
    }),
  )
  const choose = (file?: FileHandle) => {
    open.mutate(file === undefined ? { kind } : { kind, file })
  }
  const readAs = (next: Partial<Pick<ImportPreview, 'kind' | 'columns'>>) => {
    if (preview === null) return
    const fields = (next.columns ?? preview.columns).map(({ field }) => field)
    read.mutate({ importId: preview.importId, kind: next.kind ?? preview.kind, fields })
  }
  const count = preview === null ? 0 : preview.counts.new + (changesKnown ? preview.counts.changed : 0)
  return (
    <Sheet
      size={640}
      title={t('addressBook.importSheet.title')}
      foot={
        <>
          {preview !== null && (
            <Button
              variant="default"
              loading={open.isPending}
              onClick={() => {
                choose()
              }}
            >
              {t('addressBook.importSheet.other')}
            </Button>
          )}
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          {preview !== null && (
            <Button
              disabled={count === 0 || read.isPending}
              loading={take.isPending}
              onClick={() => {
                take.mutate({ importId: preview.importId, changesKnown })
              }}
            >
              {t('addressBook.importSheet.take', { count })}
            </Button>
          )}
        </>
      }
    >
      <div className="import">
        {preview === null && <ImportSource isReading={open.isPending} onFile={choose} />}
        {open.isError && <FailureNote failure={failureOf(open.error)} />}
        {preview !== null && (
          <>
            <ImportCounts preview={preview} />
            <div>
              <p id={asId} className="import-label">
                {t('addressBook.importSheet.as')}
              </p>
              <SegmentedControl
                aria-labelledby={asId}
                value={preview.kind}
                data={kinds.map((value) => ({ value, label: t(`patients.kinds.${value}`) }))}
                onChange={(next) => {
                  setKind(next)
                  readAs({ kind: next })
                }}
              />
            </div>
            {preview.columns.length > 0 && (
              <ImportColumns
                columns={preview.columns}
                onChange={(columns) => {
                  readAs({ columns })
                }}
              />
            )}
            <ImportPeople preview={preview} />
            {preview.counts.changed > 0 && (
              <Switch
                label={t('addressBook.importSheet.changes')}
                checked={changesKnown}
                onChange={(event) => {
                  setChangesKnown(event.currentTarget.checked)
                }}
              />
            )}
            <ImportProblems preview={preview} />
            {read.isError && <FailureNote failure={failureOf(read.error)} />}
            {take.isError && <FailureNote failure={failureOf(take.error)} />}
          </>
        )}
      </div>
    </Sheet>
  )
}
