import { useTranslation } from 'react-i18next'
import type { PassphraseStrength } from '../../../shared/contract/index.ts'
import './strength-meter.css'

const levels = { 'too-weak': 1, weak: 2, good: 3, strong: 4 } as const
const labels = {
  'too-weak': 'firstRun.passphrase.tooWeak',
  weak: 'firstRun.passphrase.weak',
  good: 'firstRun.passphrase.good',
  strong: 'firstRun.passphrase.strong',
} as const

type Props = {
  /** Undefined as long as nothing was typed. */
  readonly strength: PassphraseStrength | undefined
  /** What stands there before anything is typed. */
  readonly hint: string
  /** Why it can't be taken however strong it is. */
  readonly problem?: string | undefined
}

/** How long a passphrase would withstand guessing, as the engine judged it: four bars and a sentence. */
export function StrengthMeter({ strength, hint, problem }: Props) {
  const { t } = useTranslation()
  const level = strength === undefined ? 0 : levels[strength.label]
  const isEnough = strength?.isEnough === true && problem === undefined
  return (
    <div className="strength">
      <div className="strength-bars" data-enough={isEnough || undefined} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-on={bar <= level || undefined} />
        ))}
      </div>
      <p className="detail" data-problem={problem === undefined ? undefined : true} role="status">
        {strength === undefined
          ? hint
          : (problem ??
            `${t('firstRun.passphrase.strength', { label: t(labels[strength.label]) })}. ${
              isEnough ? t('firstRun.passphrase.enough') : t('firstRun.passphrase.notEnough')
            }`)}
      </p>
    </div>
  )
}
