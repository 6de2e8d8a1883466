import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftContent, DraftSize } from '../../../../shared/contract/index.ts'
import { formatSize } from '../../../i18n/format.ts'

export type Lightening = {
  readonly chooseForm: (form: DraftContent['oneForm']) => void
  readonly split: () => void
  readonly handOver: () => void
  readonly isBusy: boolean
}

type Props = Lightening & { readonly size: DraftSize; readonly oneForm: DraftContent['oneForm'] }

/** What helps where a letter is too large for the mail host; and that one form goes alone, where that was chosen. */
export function TooLarge({ size, oneForm, chooseForm, split, handOver, isBusy }: Props) {
  const { t } = useTranslation()
  const [isHanding, setIsHanding] = useState(false)
  const over = size.wireBytes - size.limitBytes
  if (over <= 0)
    return oneForm === undefined ? null : (
      <p className="detail too-large">
        {t(`composer.large.only.${oneForm}`)}{' '}
        <button
          type="button"
          className="word-button"
          onClick={() => {
            chooseForm(undefined)
          }}
        >
          {t('composer.large.both')}
        </button>
      </p>
    )
  return (
    <div className="too-large" role="group" aria-label={t('composer.large.label')}>
      <p>{t('composer.tooLarge', { over: formatSize(over) })}</p>
      {isHanding ? (
        <>
          <p className="detail">{t('composer.large.handText')}</p>
          <div className="too-large-ways">
            <Button variant="default" size="xs" loading={isBusy} onClick={handOver}>
              {t('composer.large.save')}
            </Button>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                setIsHanding(false)
              }}
            >
              {t('common.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <div className="too-large-ways">
          {size.formsThatFit.map((form) => (
            <Button
              key={form}
              variant="default"
              size="xs"
              onClick={() => {
                chooseForm(form)
              }}
            >
              {t(`composer.large.form.${form}`)}
            </Button>
          ))}
          {size.parts !== null && (
            <Button variant="default" size="xs" loading={isBusy} onClick={split}>
              {t('composer.large.split', { count: size.parts })}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setIsHanding(true)
            }}
          >
            {t('composer.large.hand')}
          </Button>
        </div>
      )}
    </div>
  )
}
