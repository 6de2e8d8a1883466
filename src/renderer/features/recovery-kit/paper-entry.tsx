import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TypedKit } from '../../../shared/contract/index.ts'
import { KitEntry, useKitEntry } from './kit-entry.tsx'

export type PaperKind = 'kit' | 'shares'

/** The kit, or two of its three shares, as they are typed from paper; `typed` is null while something is missing. */
export function usePaperEntry(first: PaperKind) {
  const [kind, setKind] = useState(first)
  const kit = useKitEntry()
  const shares = [useKitEntry(), useKitEntry()] as const
  const [one, two] = [shares[0].kit, shares[1].kit]
  const both: TypedKit | null = one !== null && two !== null ? [one, two] : null
  return { kind, setKind, kit, shares, typed: kind === 'kit' ? kit.kit : both }
}

type Props = { readonly entry: ReturnType<typeof usePaperEntry> }

export function PaperFields({ entry: { kind, kit, shares } }: Props) {
  const { t } = useTranslation()
  if (kind === 'kit') return <KitEntry entry={kit} />
  return (
    <>
      <p className="detail">{t('firstRun.locked.sharesText')}</p>
      <ShareFields which="first" entry={shares[0]} />
      <ShareFields which="second" entry={shares[1]} />
    </>
  )
}

/** The same where nothing else on the screen says which of the two it is. */
export function PaperEntry({ entry }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <PaperFields entry={entry} />
      <button
        type="button"
        className="word-button paper-switch"
        onClick={() => {
          entry.setKind(entry.kind === 'kit' ? 'shares' : 'kit')
        }}
      >
        {t(entry.kind === 'kit' ? 'firstRun.locked.useShares' : 'firstRun.locked.useKit')}
      </button>
    </>
  )
}

type ShareProps = {
  readonly which: 'first' | 'second'
  readonly entry: ReturnType<typeof useKitEntry>
}

function ShareFields({ which, entry }: ShareProps) {
  const { t } = useTranslation()
  return (
    <>
      <Textarea
        label={t(`firstRun.locked.shareFields.${which}`)}
        description={t('firstRun.locked.shareHint')}
        value={entry.words}
        autosize
        minRows={3}
        autoComplete="off"
        spellCheck={false}
        autoFocus={which === 'first'}
        onChange={(event) => {
          entry.setWords(event.currentTarget.value)
        }}
      />
      <TextInput
        label={t(`firstRun.locked.shareCodes.${which}`)}
        value={entry.checkCode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          entry.setCheckCode(event.currentTarget.value)
        }}
      />
    </>
  )
}
