import { FocusTrap, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnedFocus } from '../app/returned-focus.ts'
import { closeSheet, isSheetOpen } from '../app/sheets.ts'
import './sheet.css'

/** What lies between a sheet and the window. */
export const sheetOverlay = { backgroundOpacity: 0.32, blur: 0, color: '#0b1416' } as const

type Props = {
  readonly title: string
  readonly children: ReactNode
  /** The buttons; stay in sight while the rest scrolls. */
  readonly foot?: ReactNode
  readonly size?: number
  /** A field inside has `data-autofocus`; else the sheet itself is read first. */
  readonly hasField?: boolean
  /** There is nothing inside to go to: the keys that scroll go to the text itself. */
  readonly isText?: boolean
  readonly onClose?: () => void
}

/** A sheet over the window: one matter, its buttons at the foot, Escape goes back to what opened it. */
export function Sheet({
  title,
  children,
  foot,
  size = 560,
  hasField = false,
  isText = false,
  onClose = closeSheet,
}: Props) {
  const { t } = useTranslation()
  useReturnedFocus(isSheetOpen)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      yOffset="8vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      overlayProps={sheetOverlay}
      classNames={{ content: 'sheet', header: 'sheet-head', title: 'title', body: 'sheet-frame' }}
    >
      {!hasField && <FocusTrap.InitialFocus />}
      <div className="sheet-body" {...(isText ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}>
        {children}
      </div>
      {foot !== undefined && <div className="sheet-foot">{foot}</div>}
    </Modal>
  )
}
