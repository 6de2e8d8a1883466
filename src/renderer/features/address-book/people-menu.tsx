import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { openSheet } from '../../app/sheets.ts'

type Props = { readonly isArchived: boolean; readonly onArchived: (isArchived: boolean) => void }

/** What is done with many people at once, and where the archived ones are. */
export function PeopleMenu({ isArchived, onArchived }: Props) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('addressBook.more')}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            openSheet({ kind: 'import-people' })
          }}
        >
          {t('addressBook.import')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            openSheet({ kind: 'export-people' })
          }}
        >
          {t('addressBook.export')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            openSheet({ kind: 'group', group: null })
          }}
        >
          {t('addressBook.newGroup')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            onArchived(!isArchived)
          }}
        >
          {isArchived ? t('addressBook.showListed') : t('addressBook.showArchived')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
