import { Button, Progress, Radio, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportForm, MailExport } from '../../../shared/contract/index.ts'
import type { AccountId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { exportProgress } from '../../app/export-progress.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

const forms = ['as-stored', 'decrypted'] as const satisfies readonly ExportForm[]
const all = 'all'

/** Says what leaves and in which form before it does; closing it while it works ends it. */
export function ExportMailSheet({ accountId }: { readonly accountId: AccountId }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const mailboxes = useQuery(queries.mail.mailboxes.queryOptions())
  const [chosen, setChosen] = useState(all)
  const [form, setForm] = useState<ExportForm | null>(null)
  const run = useMutation(
    queries.mail.exportMailboxes.mutationOptions({
      onMutate: () => {
        exportProgress.set(null)
      },
    }),
  )
  useEffect(
    () => () => {
      // Nothing to end where none runs, and nobody to tell where the vault was locked meanwhile.
      client.mail.cancelExport().catch(() => undefined)
    },
    [client],
  )
  const own = mailboxes.data?.filter((mailbox) => mailbox.accountId === accountId) ?? []
  const wanted = own.filter(({ id }) => chosen === all || String(id) === chosen)
  if (run.isPending)
    return <Exporting onStop={() => void client.mail.cancelExport().catch(() => undefined)} />
  if (run.data?.saved === true) return <Exported result={run.data} />
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
            disabled={form === null || wanted.length === 0}
            onClick={() => {
              if (form !== null) run.mutate({ mailboxIds: wanted.map(({ id }) => id), form })
            }}
          >
            {t('settings.exportMail.save')}
          </Button>
        </>
      }
    >
      <p className="settings-warning">{t('settings.exportMail.warning')}</p>
      {mailboxes.isError && (
        <FailureNote failure={failureOf(mailboxes.error)} retry={() => void mailboxes.refetch()} />
      )}
      {mailboxes.isPending && <SkeletonRows count={2} />}
      <Select
        className="export-mail-which"
        label={t('settings.exportMail.what')}
        allowDeselect={false}
        value={chosen}
        data={[
          { value: all, label: t('settings.exportMail.all') },
          ...own.map(({ id, path, total }) => ({
            value: String(id),
            label: `${path} (${String(total)})`,
          })),
        ]}
        onChange={(value) => {
          setChosen(value ?? all)
        }}
      />
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
            <Radio key={one} value={one} label={t(`settings.exportMail.forms.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {run.isError && <FailureNote failure={failureOf(run.error)} />}
    </Sheet>
  )
}

function Exporting({ onStop }: { readonly onStop: () => void }) {
  const { t } = useTranslation()
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
            onClick={() => {
              onStop()
              say(t('settings.exportMail.stopped'))
            }}
          >
            {t('settings.exportMail.stop')}
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
      <p role="status">{t('settings.exportMail.done', { count: result.messages })}</p>
      {result.stillEncrypted > 0 && (
        <p className="detail">{t('settings.exportMail.stillEncrypted', { count: result.stillEncrypted })}</p>
      )}
      {result.missing > 0 && (
        <p className="settings-warning">{t('settings.exportMail.missing', { count: result.missing })}</p>
      )}
    </Sheet>
  )
}
