import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconArchive,
  IconCode,
  IconDots,
  IconDownload,
  IconFlag,
  IconFlagFilled,
  IconFolderSymlink,
  IconHistory,
  IconInbox,
  IconMail,
  IconMailOpened,
  IconMoodSad,
  IconPrinter,
  IconTrash,
  IconTrashX,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MailboxRole, MessageView } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { say, sayFailure } from '../../../app/lines.ts'
import { openMessageSheet, openSheet } from '../../../app/sheets.ts'
import { useMessageActions } from '../use-message-actions.ts'
import { useCopyAddress } from './address-menu.tsx'

type ToolProps = { readonly icon: Icon; readonly label: string; readonly onClick: () => void }

function Tool({ icon: Glyph, label, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Glyph size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

type Props = { readonly view: MessageView; readonly role: MailboxRole }

/** What can be done to the open message, by pointer and by key. */
export function ReaderTools({ view, role }: Props) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const { move, setFlags } = useMessageActions()
  const copyAddress = useCopyAddress()
  const archive = () => {
    move(view.id, 'archive')
  }
  const remove = () => {
    move(view.id, 'trash')
  }
  const removeForGood = () => {
    openMessageSheet({ kind: 'delete-for-good', view })
  }
  const toggleUnread = () => {
    setFlags(view.id, { isUnread: !view.isUnread })
  }
  const toggleFlag = () => {
    setFlags(view.id, { isFlagged: !view.isFlagged })
  }
  const saveSource = () => {
    client.mail
      .saveSource({ id: view.id })
      .then(({ saved }) => {
        if (saved) say(`${t('mail.reader.sourceSaved')} ${t('common.leaves')}`)
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  const print = () => {
    openMessageSheet({ kind: 'print', messageId: view.id })
  }
  const viewSource = () => {
    openMessageSheet({ kind: 'source', messageId: view.id })
  }
  const showStory = () => {
    openSheet({
      kind: 'of-activity',
      sheet: { kind: 'story', of: { kind: 'message', id: view.id }, from: null },
    })
  }
  const moveElsewhere = () => {
    openMessageSheet({ kind: 'move', view })
  }
  const [sender] = view.from
  useCommand('print', print, view.bodyUrl !== null)
  useCommand('view-source', viewSource)
  useCommand(
    'copy-address',
    () => {
      if (sender !== undefined) copyAddress(sender.address)
    },
    sender !== undefined,
  )
  useCommand('archive', archive, role !== 'archive')
  useCommand('delete', role === 'trash' ? removeForGood : remove)
  useCommand('move', moveElsewhere)
  useCommand('unread', toggleUnread)
  useCommand('flag', toggleFlag)
  return (
    <div className="reader-tools">
      {role !== 'archive' && <Tool icon={IconArchive} label={t('mail.reader.archive')} onClick={archive} />}
      {role === 'trash' ? (
        <Tool icon={IconTrashX} label={t('reader.deleteForGood.tool')} onClick={removeForGood} />
      ) : (
        <Tool icon={IconTrash} label={t('mail.reader.delete')} onClick={remove} />
      )}
      <Tool
        icon={view.isFlagged ? IconFlagFilled : IconFlag}
        label={view.isFlagged ? t('mail.reader.unflag') : t('mail.reader.flag')}
        onClick={toggleFlag}
      />
      <Tool
        icon={view.isUnread ? IconMailOpened : IconMail}
        label={view.isUnread ? t('mail.reader.markRead') : t('mail.reader.markUnread')}
        onClick={toggleUnread}
      />
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon aria-label={t('mail.reader.more')}>
            <IconDots size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {role !== 'inbox' && (
            <Menu.Item
              leftSection={<IconInbox size={16} aria-hidden />}
              onClick={() => {
                move(view.id, 'inbox')
              }}
            >
              {t('mail.reader.toInbox')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconFolderSymlink size={16} aria-hidden />} onClick={moveElsewhere}>
            {t('mail.reader.moveTo')}
          </Menu.Item>
          {role !== 'junk' && role !== 'sent' && (
            <Menu.Item
              leftSection={<IconMoodSad size={16} aria-hidden />}
              onClick={() => {
                move(view.id, 'junk')
              }}
            >
              {t('mail.reader.junk')}
            </Menu.Item>
          )}
          {role === 'junk' && (
            <Menu.Item leftSection={<IconTrashX size={16} aria-hidden />} onClick={removeForGood}>
              {t('reader.deleteForGood.tool')}
            </Menu.Item>
          )}
          {view.bodyUrl !== null && (
            <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
              {t('reader.print')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={showStory}>
            {t('activity.story.fromMessage')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCode size={16} aria-hidden />} onClick={viewSource}>
            {t('reader.viewSource')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={saveSource}>
            {t('mail.reader.saveSource')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
