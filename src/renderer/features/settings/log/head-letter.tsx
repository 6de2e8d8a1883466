import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useHeadLetter } from '../../composer/use-new-message.ts'

/** The head of the log with somebody else: what was put back or rewritten here can't agree with it. */
export function HeadLetter() {
  const { t } = useTranslation()
  const write = useHeadLetter()
  return (
    <section className="settings-subform settings-gap" aria-labelledby="log-head">
      <div>
        <h3 id="log-head" className="section-title">
          {t('settings.log.head.title')}
        </h3>
        <p className="detail">{t('settings.log.head.about')}</p>
      </div>
      <Button variant="default" onClick={write}>
        {t('settings.log.head.write')}
      </Button>
    </section>
  )
}
