import type { Store } from '../store/index.ts'
import { VaultLockedError } from '../vault/index.ts'
import type { DesktopServices } from './desktop-services.ts'

type OpenOrNot = Pick<Store, 'isOpen'>

/**
 * The desktop as the work of an open vault sees it. What goes on for a moment after the lock opens, shows and prints
 * nothing over the locked screen, and what was chosen in a dialog that the lock found open is not used: it throws
 * `VaultLockedError`.
 */
export function desktopWhileOpen(desktop: DesktopServices, store: OpenOrNot): DesktopServices {
  return {
    askSavePath: (name) => onlyWhileOpen(store, () => desktop.askSavePath(name)),
    askOpenPaths: (options) => onlyWhileOpen(store, () => desktop.askOpenPaths(options)),
    openFile: (path) => onlyWhileOpen(store, () => desktop.openFile(path)),
    showInFolder: (path) => onlyWhileOpen(store, () => desktop.showInFolder(path)),
    openExternal: (url) => onlyWhileOpen(store, () => desktop.openExternal(url)),
    printPage: (page) => onlyWhileOpen(store, () => desktop.printPage(page)),
  }
}

/** As `desktopWhileOpen`, for one of them. */
export async function onlyWhileOpen<T>(store: OpenOrNot, ask: () => Promise<T>): Promise<T> {
  requireOpen(store)
  const answer = await ask()
  requireOpen(store)
  return answer
}

function requireOpen({ isOpen }: OpenOrNot): void {
  if (!isOpen) {
    throw new VaultLockedError()
  }
}
