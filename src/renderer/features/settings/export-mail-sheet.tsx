import { Button, Progress, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportForm, ExportFormat, ExportScope, MailExport } from '../../../shared/contract/index.ts'
import { exportProgress } from '../../app/carry-progress.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { closeSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ForbiddenNote, isAllowed } from '../policy/forbidden-note.tsx'
import { useLimits } from '../policy/use-limits.ts'
import { ExportScopeFields } from './export-scope-fields.tsx'

const formats = ['mbox', 'eml', 'pdf'] as const satisfies readonly ExportFormat[]
const forms = ['as-stored', 'decrypted'] as const satisfies readonly ExportForm[]

/** Says what leaves and in which form before it does; closing it while it works ends it. */
export function ExportMailSheet() {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const [scope, setScope] = useState<ExportScope | null>(null)
  const [format, setFormat] = useState<ExportFormat>('mbox')
  const [chosenForm, setForm] = useState<ExportForm | null>(null)
  const mayDecrypt = isAllowed(useLimits(), 'mayExportDecrypted')
  const form = format === 'pdf' ? 'decrypted' : chosenForm
  const run = useMutation(
    queries.carry.exportMail.mutationOptions({
      onMutate: () => {
        exportProgress.set(null)
      },
    }),
  )
  useEffect(
    () => () => {
      // Nothing to end where none runs, and nobody to tell where the vault was locked meanwhile.
      client.carry.cancelExport().catch(() => undefined)
    },
    [client],
  )
  if (run.isPending)
    return <Exporting onStop={() => void client.carry.cancelExport().catch(() => undefined)} />
  if (run.data !== undefined && run.data.outcome !== 'cancelled') return <Exported result={run.data} />
  return (
    <Sheet
      title={t('settings.exportMail.sheet')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={form === null || scope === null}
            onClick={() => {
              if (form !== null && scope !== null) run.mutate({ scope, format, form })
            }}
          >
            {t('settings.exportMail.save')}
          </Button>
        </>
      }
    >
      <p className="settings-warning">
        {t('common.leaves')} {t('settings.exportMail.warning')}
      </p>
      <ExportScopeFields onChange={setScope} />
      <Radio.Group
        className="choice"
        label={t('settings.exportMail.format')}
        value={format}
        onChange={(value) => {
          setFormat(value)
        }}
      >
        <div className="choice-options export-mail-forms">
          {formats.map((one) => (
            <Radio
              key={one}
              value={one}
              disabled={one === 'pdf' && !mayDecrypt}
              label={t(`settings.exportMail.formats.${one}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {format === 'pdf' ? (
        <p className="detail export-mail-which">{t('settings.exportMail.pdfForm')}</p>
      ) : (
        <Radio.Group
          className="choice"
          label={t('settings.exportMail.form')}
          value={form}
          onChange={(value) => {
            setForm(value)
          }}
        >
          <div className="choice-options export-mail-forms">
            {forms.map((one) => (
              <Radio
                key={one}
                value={one}
                disabled={one === 'decrypted' && !mayDecrypt}
                label={t(`settings.exportMail.forms.${one}`)}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      <ForbiddenNote what="mayExportDecrypted" />
      {run.isError && <FailureNote failure={failureOf(run.error)} />}
    </Sheet>
  )
}

function Exporting({ onStop }: { readonly onStop: () => void }) {
  const { t } = useTranslation()
  const [isStopping, setIsStopping] = useState(false)
  const progress = useStore(exportProgress)
  const { done, total } = progress ?? { done: 0, total: 0 }
  return (
    <Sheet
      title={t('settings.exportMail.working')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button
            variant="default"
            disabled={isStopping}
            onClick={() => {
              setIsStopping(true)
              onStop()
            }}
          >
            {t(isStopping ? 'settings.exportMail.stopping' : 'settings.exportMail.stop')}
          </Button>
        </>
      }
    >
      <Progress
        aria-label={t('settings.exportMail.working')}
        value={total === 0 ? 0 : (100 * done) / total}
        size="sm"
      />
      <p className="detail export-mail-count">
        {progress !== null && t('settings.exportMail.progress', { done, total })}
      </p>
    </Sheet>
  )
}

function Exported({ result }: { readonly result: MailExport }) {
  const { t } = useTranslation()
  const { outcome, folder, messages, stillEncrypted, missing, replacedCharacters } = result
  const said = outcome === 'stopped' ? 'stoppedAt' : 'done'
  return (
    <Sheet
      title={t('settings.exportMail.sheet')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button onClick={closeSheet}>{t('common.close')}</Button>
        </>
      }
    >
      <p role="status">{t(`settings.exportMail.${said}`, { count: messages, folder })}</p>
      {stillEncrypted > 0 && (
        <p className="detail">{t('settings.exportMail.stillEncrypted', { count: stillEncrypted })}</p>
      )}
      {replacedCharacters > 0 && (
        <p className="detail">{t('settings.exportMail.replaced', { count: replacedCharacters })}</p>
      )}
      {missing > 0 && (
        <p className="settings-warning">{t('settings.exportMail.missing', { count: missing })}</p>
      )}
      <p className="detail export-mail-count">{t('settings.exportMail.check')}</p>
    </Sheet>
  )
}
