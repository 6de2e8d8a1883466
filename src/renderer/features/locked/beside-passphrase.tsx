import { Button, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WaysIn } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

/** What is held out beside the passphrase. */
export type Beside =
  { readonly kind: 'passkey' } | { readonly kind: 'key-file'; readonly chosen: WaysIn['keyFile'] }

type Props = {
  readonly waysIn: WaysIn
  readonly beside: Beside
  /** The passkey is being asked. */
  readonly isWaiting: boolean
  readonly onChange: (beside: Beside) => void
}

/** Passkey or key file: a choice only where the vault knows both. */
export function BesidePassphrase({ waysIn, beside, isWaiting, onChange }: Props) {
  const { t } = useTranslation()
  const hasBoth = waysIn.passkeys.length > 0 && waysIn.hasKeyFile
  return (
    <>
      {hasBoth && (
        <Radio.Group
          label={t('firstRun.locked.beside')}
          value={beside.kind}
          onChange={(kind) => {
            onChange(kind === 'passkey' ? { kind: 'passkey' } : { kind: 'key-file', chosen: waysIn.keyFile })
          }}
        >
          <div className="locked-choices">
            <Radio value="passkey" label={t('firstRun.locked.passkey')} />
            <Radio value="key-file" label={t('firstRun.locked.keyFile')} />
          </div>
        </Radio.Group>
      )}
      {beside.kind === 'passkey' ? (
        <p className="detail" role="status">
          {isWaiting
            ? t('firstRun.locked.passkeyWaits')
            : `${hasBoth ? '' : `${t('firstRun.locked.passkey')}. `}${t('firstRun.locked.passkeyText')}`}
        </p>
      ) : (
        <KeyFile
          chosen={beside.chosen}
          onChoose={(chosen) => {
            onChange({ kind: 'key-file', chosen })
          }}
        />
      )}
    </>
  )
}

type KeyFileProps = {
  readonly chosen: WaysIn['keyFile']
  readonly onChoose: (chosen: NonNullable<WaysIn['keyFile']>) => void
}

function KeyFile({ chosen, onChoose }: KeyFileProps) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const choose = useMutation(
    queries.vault.chooseKeyFile.mutationOptions({
      onSuccess: (file) => {
        if (file !== null) onChoose(file)
      },
    }),
  )
  return (
    <div className="locked-key-file">
      {chosen !== null && (
        <p className="detail">{t('firstRun.locked.keyFileChosen', { name: chosen.name })}</p>
      )}
      <Button
        variant="default"
        fullWidth
        loading={choose.isPending}
        onClick={() => {
          choose.mutate(undefined)
        }}
      >
        {t(chosen === null ? 'firstRun.locked.chooseKeyFile' : 'firstRun.locked.chooseAnother')}
      </Button>
      {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
    </div>
  )
}
