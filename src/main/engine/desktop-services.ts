/**
 * What the engine asks of the desktop. Electron's main process implements it; a test or the command line gives
 * its own. The engine audits before it asks.
 */
export interface DesktopServices {
  /** The system's save dialog. Null: the person cancelled. */
  askSavePath(suggestedName: string): Promise<string | null>
  /** The system's open dialog. Empty: the person cancelled. */
  askOpenPaths(options: { multiple: boolean; kind?: 'file' | 'folder' }): Promise<string[]>
  /** Opens a file with the program that the system has for it. False: it has none, or refused. */
  openFile(filePath: string): Promise<boolean>
  /** Shows where a file lies, in the system's own window. */
  showInFolder(filePath: string): Promise<void>
  /** Opens an https or mailto URL in the system's own program. */
  openExternal(url: string): Promise<void>
  /** Prints one of the engine's pages (a path on the app's origin) through the system's dialog. */
  printPage(path: string): Promise<void>
}

/** What can be seen or read of the practice outside of its window. */
export interface ShieldServices {
  /** Something was copied in the window: what the clipboard holds now is ours. */
  noteCopy(): Promise<void>
  /** Empties the clipboard where it still holds what was noted last. */
  clearCopies(): Promise<void>
  /** Whether pictures of the screen and shared screens leave the windows out, as far as the system does that. */
  hideFromScreenCapture(isHidden: boolean): Promise<void>
}

/** All that the engine thread asks of the main process. */
export type Desktop = DesktopServices & ShieldServices
