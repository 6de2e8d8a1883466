import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { rm } from 'node:fs/promises'
import { environment } from './environment.ts'
import { note } from './journal.ts'

/** Links and files that leave the app are noted; only where a person sits at the screen do they go anywhere. */
export const shell = {
  openExternal: async (url) => {
    note({ kind: 'open-external', target: url })
    showPerson(url)
  },
  openPath: async (target) => {
    note({ kind: 'open-path', target })
    showPerson(target)
    return ''
  },
  showItemInFolder: (target) => {
    note({ kind: 'show-item', target })
  },
  trashItem: async (target) => {
    note({ kind: 'trash-item', target })
    await rm(target, { recursive: true })
  },
  beep: () => undefined,
} satisfies Pick<Electron.Shell, 'beep' | 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem'>

/** Opens an address or a file with the system's own programs. */
function showPerson(target: string): void {
  if (!environment.headless && environment.journalFile === null) {
    spawn('xdg-open', [target], { detached: true, stdio: 'ignore' })
      .on('error', () => process.stderr.write(`Open this yourself: ${target}\n`))
      .unref()
  }
}

let clipboardText = ''

/** The app's own clipboard, for text; the system's is left alone. */
export const clipboard = {
  readText: async () => clipboardText,
  writeText: async (text) => {
    clipboardText = text
  },
  has: async (type) => type === 'text/plain' && clipboardText !== '',
  clear: () => {
    clipboardText = ''
  },
} satisfies Pick<Electron.Clipboard, 'clear' | 'has' | 'readText' | 'writeText'>

/** Noted instead of shown. */
export class Notification extends EventEmitter {
  title: string
  body: string

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    note({ kind: 'notification', title: this.title, body: this.body })
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }
}

/** A tray without an icon; tests choose from its menu. */
export class Tray extends EventEmitter {
  toolTip = ''
  contextMenu: unknown = null
  #isDestroyed = false

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setContextMenu(menu: unknown): void {
    this.contextMenu = menu
  }

  setImage(): void {}

  destroy(): void {
    this.#isDestroyed = true
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }
}

/** Tests emit what the system would: `powerMonitor.emit('suspend')`. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleState: () => 'active' as const,
  getSystemIdleTime: () => 0,
  isOnBatteryPower: () => false,
}) satisfies Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower'>

const displayBounds = { x: 0, y: 0, width: 1920, height: 1080 }
const display = {
  id: 1,
  scaleFactor: 1,
  bounds: displayBounds,
  workArea: displayBounds,
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
} as Electron.Display

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
}) satisfies Pick<
  Electron.Screen,
  | 'getAllDisplays'
  | 'getCursorScreenPoint'
  | 'getDisplayMatching'
  | 'getDisplayNearestPoint'
  | 'getPrimaryDisplay'
>
