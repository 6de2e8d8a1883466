import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconClock, IconDots, IconPaperclip, IconTrash, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ScanSummary } from '../../../../shared/contract/index.ts'
import type { SaveState } from '../use-draft-content.ts'
import { countText } from './count-text.ts'

type Props = {
  readonly scan: ScanSummary | undefined
  readonly saveState: SaveState
  readonly isSending: boolean
  readonly onSend: () => void
  readonly onSendLater: () => void
  readonly onReview: () => void
  readonly onAttach: () => void
  readonly onDiscard: () => void
  readonly onConsult: () => void
}

const saveTexts = {
  saved: 'composer.savedDraft',
  saving: 'composer.saving',
  unsaved: 'composer.unsaved',
} as const

export function ComposerFoot(props: Props) {
  const { scan, saveState, isSending, onSend, onSendLater, onReview, onAttach, onDiscard, onConsult } = props
  const { t } = useTranslation()
  const count = countText(scan, t)
  return (
    <footer className="composer-foot">
      <Button onClick={onSend} disabled={isSending} className="composer-send">
        {isSending ? t('composer.sending') : t('composer.send')}
      </Button>
      <Button variant="default" onClick={onReview} className="composer-review">
        {t('composer.review')}
        {count !== '' && <span className="composer-count"> {count}</span>}
      </Button>
      <Tooltip label={t('composer.attach')}>
        <ActionIcon aria-label={t('composer.attach')} onClick={onAttach}>
          <IconPaperclip size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('composer.discard')}>
        <ActionIcon aria-label={t('composer.discard')} onClick={onDiscard}>
          <IconTrash size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <ActionIcon aria-label={t('composer.more')}>
            <IconDots size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconClock size={16} aria-hidden />} onClick={onSendLater}>
            {t('composer.sendLater')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={onConsult}>
            {t('keys.commands.consultation')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className="detail composer-saved" role="status">
        {t(saveTexts[saveState])}
      </span>
    </footer>
  )
}
