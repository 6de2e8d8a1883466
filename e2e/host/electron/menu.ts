import { EventEmitter } from 'node:events'
import type { Accelerator } from '../contract.ts'
import { parseAccelerator } from './accelerators.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { tellDriver } from './driver-client.ts'

type Template = Electron.MenuItemConstructorOptions
type Role = NonNullable<Template['role']>

/** What the roles do that the browser doesn't do by itself; copying, zooming and the like it does. */
const roles: Partial<Record<Role, { label: string; accelerator?: string; run: () => void }>> = {
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', run: () => app.quit() },
  close: {
    label: 'Close Window',
    accelerator: 'CommandOrControl+W',
    run: () => BrowserWindow.getFocusedWindow()?.close(),
  },
  minimize: {
    label: 'Minimize',
    accelerator: 'CommandOrControl+M',
    run: () => BrowserWindow.getFocusedWindow()?.minimize(),
  },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    run: () => {
      const window = BrowserWindow.getFocusedWindow()
      window?.setFullScreen(!window.isFullScreen())
    },
  },
}

const submenuRoles: Partial<Record<Role, { label: string; roles: Role[] }>> = {
  fileMenu: { label: 'File', roles: ['close'] },
  editMenu: { label: 'Edit', roles: ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] },
  viewMenu: { label: 'View', roles: ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] },
  windowMenu: { label: 'Window', roles: ['minimize', 'close'] },
}

let lastCommandId = 0

export class MenuItem {
  readonly commandId = ++lastCommandId
  readonly id: string
  readonly label: string
  readonly type: NonNullable<Template['type']>
  readonly role: Role | undefined
  readonly accelerator: string | undefined
  readonly registerAccelerator: boolean
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #click: Template['click']

  constructor(options: Template) {
    const role = options.role === undefined ? undefined : roles[options.role]
    const group = options.role === undefined ? undefined : submenuRoles[options.role]
    const submenu = options.submenu ?? group?.roles.map((each): Template => ({ role: each }))
    this.id = options.id ?? ''
    this.label = options.label ?? role?.label ?? group?.label ?? options.role ?? ''
    this.role = options.role
    this.submenu = Array.isArray(submenu)
      ? Menu.buildFromTemplate(submenu)
      : (submenu as unknown as Menu | undefined)
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu')
    this.accelerator = options.accelerator ?? role?.accelerator
    this.registerAccelerator = options.registerAccelerator !== false
    this.enabled = options.enabled !== false
    this.visible = options.visible !== false
    this.checked = options.checked === true
    this.#click = options.click ?? role?.run
  }

  /** As if a person had chosen the item. */
  click(event: Partial<Electron.KeyboardEvent> = {}, window = BrowserWindow.getFocusedWindow()): void {
    if (this.enabled) {
      const [item, target] = [this, window] as unknown as [Electron.MenuItem, Electron.BaseWindow]
      this.#click?.(item, target, event)
    }
  }
}

export class Menu extends EventEmitter {
  static #application: Menu | null = null
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: (Template | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const entry of template) {
      menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry))
    }
    return menu
  }

  /** Nothing is drawn; the items' keys work, and tests reach the items through `getApplicationMenu`. */
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
    const accelerators = (menu?.allItems() ?? [])
      .filter((item) => item.registerAccelerator && item.visible)
      .map((item) =>
        item.accelerator === undefined ? null : parseAccelerator(item.accelerator, item.commandId),
      )
      .filter((accelerator): accelerator is Accelerator => accelerator !== null)
    tellDriver('setAccelerators', { accelerators })
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.allItems().find((item) => item.id === id) ?? null
  }

  popup(): void {
    this.emit('menu-will-show')
  }

  closePopup(): void {
    this.emit('menu-will-close')
  }

  /** Host only: the items of this menu and of those below it. */
  allItems(): MenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.allItems() ?? [])])
  }
}

/** A key of the menu was pressed in a window. */
export function pressAccelerator(commandId: number, window: BrowserWindow | null): void {
  Menu.getApplicationMenu()
    ?.allItems()
    .find((item) => item.commandId === commandId)
    ?.click({ triggeredByAccelerator: true }, window)
}
