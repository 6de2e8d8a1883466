import { note } from './journal.ts'

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type ElectronPermission = Parameters<NonNullable<CheckHandler>>[1]

/** Name of the browser's permission → what Electron calls it. */
const permissionNames: Readonly<Record<string, string>> = {
  camera: 'media',
  microphone: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'display-capture': 'display-capture',
  geolocation: 'geolocation',
  'idle-detection': 'idle-detection',
  'local-fonts': 'unknown',
  midi: 'midi',
  notifications: 'notifications',
  'persistent-storage': 'persistent-storage',
  'screen-wake-lock': 'screen-wake-lock',
  'storage-access': 'storage-access',
  'window-management': 'window-management',
}

/**
 * What a session's handlers grant. The browser can't stop and ask this process when a page wants a permission, so
 * the handlers are asked for every permission when an origin is loaded. Without handlers all is granted, as in
 * Electron.
 */
export class Permissions {
  check: CheckHandler = null
  request: RequestHandler = null

  /** @returns the browser's names of the permissions granted to the origin */
  grantedTo(contents: Electron.WebContents, origin: string): string[] {
    return Object.entries(permissionNames)
      .filter(([, permission]) => {
        const granted = this.#isGranted(contents, permission as ElectronPermission, origin)
        note({ kind: 'permission', permission, origin, granted })
        return granted
      })
      .map(([name]) => name)
  }

  #isGranted(contents: Electron.WebContents, permission: ElectronPermission, origin: string): boolean {
    const details = { isMainFrame: true, requestingUrl: `${origin}/` }
    if (this.check !== null && !this.check(contents, permission, origin, details)) {
      return false
    }
    let isGranted = this.request === null
    this.request?.(
      contents,
      permission,
      (granted) => {
        isGranted = granted
      },
      details,
    )
    return isGranted
  }
}
