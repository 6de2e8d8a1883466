import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeSheet } from '../app/sheets.ts'
import './sheet.css'

type Props = {
  readonly title: string
  readonly children: ReactNode
  /** The buttons; stay in sight while the rest scrolls. */
  readonly foot?: ReactNode
  readonly size?: number
  readonly onClose?: () => void
}

/** A sheet over the window: one matter, its buttons at the foot, Escape goes back. */
export function Sheet({ title, children, foot, size = 560, onClose = closeSheet }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      yOffset="8vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      overlayProps={{ backgroundOpacity: 0.32, color: '#0b1416' }}
      classNames={{ content: 'sheet', header: 'sheet-head', title: 'title', body: 'sheet-frame' }}
    >
      <div className="sheet-body">{children}</div>
      {foot !== undefined && <div className="sheet-foot">{foot}</div>}
    </Modal>
  )
}
