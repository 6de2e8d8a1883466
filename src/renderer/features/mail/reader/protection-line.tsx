import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { protectionText, senderWarning } from './protection-text.ts'

/** How the message was protected and who vouches for its sender: one line, and behind "Why?" the reasons. */
export function ProtectionLine({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { text, why, tone } = protectionText(view, t)
  const warning = senderWarning(view, t)
  const isOwn = view.protection.kind === 'own-copy'
  return (
    <div className="protection" data-tone={warning !== null && tone === 'calm' ? 'attention' : tone}>
      <p>
        {warning !== null && <strong>{warning} </strong>}
        {text}
      </p>
      <Popover position="bottom-end" width={360}>
        <Popover.Target>
          <button type="button" className="word-button">
            {t('mail.reader.why')}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="why-card">
          <p>{why}</p>
          {!isOwn && (
            <>
              <p>{t(`mail.authenticity.${view.authenticity.verdict}`)}</p>
              {view.authenticity.reasons.length > 0 && (
                <ul className="why-reasons">
                  {view.authenticity.reasons.map((reason) => (
                    <li key={reason}>{t(`mail.reasons.${reason}`)}</li>
                  ))}
                </ul>
              )}
            </>
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
