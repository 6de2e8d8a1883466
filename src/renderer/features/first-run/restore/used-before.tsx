import { useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { FromBackup } from './from-backup.tsx'
import { FromMailbox } from './from-mailbox.tsx'
import { SetupHead } from './setup-head.tsx'

/** What a practice can come back from, the easiest first; each with its own steps. */
const ways = [
  { name: 'mailbox', Steps: FromMailbox },
  { name: 'backup', Steps: FromBackup },
] as const satisfies readonly {
  readonly name: string
  readonly Steps: ComponentType<{ readonly onBack: () => void }>
}[]

/** A computer takes over from one that is lost: from where, and then the steps of that. */
export function UsedBefore({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<(typeof ways)[number] | null>(null)
  if (chosen !== null) {
    return (
      <chosen.Steps
        onBack={() => {
          setChosen(null)
        }}
      />
    )
  }
  return (
    <>
      <SetupHead title={t('firstRun.restore.title')} text={t('firstRun.restore.text')} onBack={onBack} />
      <div className="setup-ways">
        {ways.map((way) => (
          <button
            key={way.name}
            type="button"
            className="setup-way"
            onClick={() => {
              setChosen(way)
            }}
          >
            <span className="setup-way-name">{t(`firstRun.restore.ways.${way.name}`)}</span>
            <span className="detail">{t(`firstRun.restore.needs.${way.name}`)}</span>
          </button>
        ))}
      </div>
    </>
  )
}
