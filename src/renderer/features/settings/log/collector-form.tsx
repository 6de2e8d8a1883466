import { Button, Radio, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CollectorAddress, CollectorState } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { ChooseFile } from '../choose-file.tsx'
import { CollectorTrust } from './collector-trust.tsx'
import { useCollectorTest } from './use-collector-test.ts'

type Props = {
  readonly known: CollectorState['collector']
  readonly onDone: () => void
}

/** The port of syslog over TLS (RFC 5425, section 4.1). */
const usualPort = 6514

/** Which collector, and whom its certificate is believed from. It can be tried before anything goes there. */
export function CollectorForm({ known, onDone }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [host, setHost] = useState(known?.host ?? '')
  const [port, setPort] = useState(String(known?.port ?? usualPort))
  const [trusts, setTrusts] = useState(known !== null && known.certificate === null ? 'system' : 'one')
  const [certificate, setCertificate] = useState(known?.certificate ?? null)
  const trying = useCollectorTest()
  const read = useMutation(
    queries.collector.readCertificate.mutationOptions({
      onSuccess: (found) => {
        setCertificate(found)
      },
    }),
  )
  const set = useMutation(
    queries.collector.set.mutationOptions({
      onSuccess: () => {
        say(t('settings.log.collector.set'))
        onDone()
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.collector.key() }),
    }),
  )
  const address = addressOf(host, port, trusts === 'one' ? (certificate?.pem ?? null) : null)
  const isReady = address !== null && (trusts === 'system' || certificate !== null)
  const failed = set.error ?? trying.error ?? read.error
  const forget = () => {
    trying.reset()
    set.reset()
  }
  return (
    <form
      className="settings-item-card"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) set.mutate(address)
      }}
    >
      <div className="collector-address">
        <TextInput
          label={t('settings.log.collector.host')}
          placeholder="logs.example.org"
          value={host}
          spellCheck={false}
          onChange={(event) => {
            setHost(event.currentTarget.value)
            forget()
          }}
        />
        <TextInput
          label={t('settings.log.collector.port')}
          value={port}
          inputMode="numeric"
          onChange={(event) => {
            setPort(event.currentTarget.value)
            forget()
          }}
        />
      </div>
      <Radio.Group
        className="choice collector-trust"
        label={t('settings.log.collector.trust')}
        value={trusts}
        onChange={(value) => {
          setTrusts(value)
          forget()
        }}
      >
        <div className="collector-trusts">
          <Radio
            value="one"
            label={t('settings.log.collector.one')}
            description={t('settings.log.collector.oneText')}
          />
          <Radio
            value="system"
            label={t('settings.log.collector.system')}
            description={t('settings.log.collector.systemText')}
          />
        </div>
      </Radio.Group>
      {trusts === 'one' && (
        <>
          {certificate !== null && <CollectorTrust certificate={certificate} />}
          <ChooseFile
            label={t(
              certificate === null ? 'settings.log.collector.choose' : 'settings.log.collector.chooseOther',
            )}
            accept=".pem,.crt,.cer,.der"
            isReading={read.isPending}
            onFile={({ handle }) => {
              forget()
              read.mutate({ file: handle })
            }}
          />
        </>
      )}
      {trying.isSuccess && <p role="status">{t('settings.log.collector.works')}</p>}
      {failed !== null && <FailureNote failure={failureOf(failed)} tone="stop" />}
      <p className="detail">{t('settings.log.collector.all')}</p>
      <div className="settings-actions">
        <Button
          variant="default"
          disabled={!isReady}
          loading={trying.isPending}
          onClick={() => {
            set.reset()
            if (isReady) trying.mutate(address)
          }}
        >
          {t('settings.log.collector.test')}
        </Button>
        <Button type="submit" disabled={!isReady} loading={set.isPending}>
          {t('settings.log.collector.begin')}
        </Button>
        {known !== null && (
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}

function addressOf(host: string, port: string, certificate: string | null): CollectorAddress | null {
  const [name, number] = [host.trim(), Number(port)]
  const isPort = /^\d{1,5}$/.test(port.trim()) && number >= 1 && number <= 65_535
  return name === '' || !isPort ? null : { host: name, port: number, certificate }
}
