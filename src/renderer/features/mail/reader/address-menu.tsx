import { Menu } from '@mantine/core'
import { IconCopy, IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailAddress } from '../../../../shared/contract/index.ts'
import { useCopyText } from '../../../app/copies.ts'
import { say } from '../../../app/lines.ts'
import { useNewMessage } from '../../composer/use-new-message.ts'

/** Puts an address on the clipboard and says so. */
export function useCopyAddress(): (address: string) => void {
  const { t } = useTranslation()
  const copyText = useCopyText()
  return (address) => {
    void copyText(address).then(() => {
      say(t('reader.address.copied', { address }))
    })
  }
}

type Props = { readonly person: MailAddress; readonly className: string; readonly children: ReactNode }

/** A name or address in the head of a message; a click of either button shows what can be done with it. */
export function AddressMenu({ person, className, children }: Props) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const newMessage = useNewMessage()
  const copy = useCopyAddress()
  const { address } = person
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" width={320}>
      <Menu.Target>
        <button
          type="button"
          className={`address-button ${className}`}
          title={t('reader.address.menu', { address })}
          onContextMenu={(event) => {
            event.preventDefault()
            setOpen(true)
          }}
        >
          {children}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => {
            copy(address)
          }}
        >
          {t('reader.address.copy', { address })}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => {
            newMessage({ to: [person] })
          }}
        >
          {t('reader.address.write')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
