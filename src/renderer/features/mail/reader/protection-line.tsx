import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { protectionText, senderWarning } from './protection-text.ts'
import { WhyCard } from './why-card.tsx'

/** How the message was protected and who vouches for its sender: one line, and behind "Why?" the reasons. */
export function ProtectionLine({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  // What isn't here can't be judged.
  if (view.bodyState === 'not-fetched') return null
  const { text, why, tone } = protectionText(view, t)
  const warning = senderWarning(view, t)
  return (
    <div className="protection" data-tone={warning !== null && tone === 'calm' ? 'attention' : tone}>
      <p>
        {warning !== null && <strong>{warning} </strong>}
        {text}
      </p>
      <Popover position="bottom-end" width={440} withRoles={false}>
        <Popover.Target>
          <button type="button" className="word-button">
            {t('mail.reader.why')}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="why-card" role="dialog" aria-label={t('reader.why.title')}>
          <WhyCard view={view} why={why} />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
