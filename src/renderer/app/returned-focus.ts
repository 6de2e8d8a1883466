import { useEffect } from 'react'

/** What had the focus when the first of the sheets that follow each other was opened. */
let opener: HTMLElement | null = null

/** Remembers what opens a sheet, before the sheet or a menu that closes takes the focus away. */
export function rememberOpener(): void {
  const active = document.activeElement
  // An entry of a menu goes with the menu: the button that opened the menu stays.
  const menuButton = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const lasting = menuButton == null ? active : document.getElementById(menuButton)
  opener = lasting instanceof HTMLElement ? lasting : null
}

/**
 * Gives the focus back to what opened a sheet once it is closed (WCAG 2.4.3), unless it has gone elsewhere by then.
 * Mantine's own return works for a modal that stays in the page; a sheet is there only while it is open.
 * @param isOpen whether another sheet has taken its place
 */
export function useReturnedFocus(isOpen: () => boolean): void {
  useEffect(
    () => () => {
      setTimeout(() => {
        const isNowhere = document.activeElement === null || document.activeElement === document.body
        if (isNowhere && !isOpen() && opener?.isConnected === true) opener.focus({ preventScroll: true })
      }, 0)
    },
    [isOpen],
  )
}
