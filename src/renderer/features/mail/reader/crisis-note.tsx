import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'

/** That a patient may be in danger, and what the practice wrote down to do then. Only shown here, never sent. */
export function CrisisNote({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { crisis } = view
  if (crisis == null) return null
  return (
    <section className="crisis-note" aria-labelledby="crisis-title">
      <h3 id="crisis-title">{t('reading.crisis.title')}</h3>
      <p>{crisis.text.trim() === '' ? t('reading.crisis.standard') : crisis.text}</p>
      <p className="detail">{t('reading.crisis.local')}</p>
    </section>
  )
}
