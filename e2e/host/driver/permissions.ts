import type { CdpSession } from './cdp.ts'

/** The permissions that the browser lets a protocol client set. */
const browserPermissions = [
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'geolocation',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'notifications',
  'persistent-storage',
  'screen-wake-lock',
  'storage-access',
  'window-management',
]

/** Grants an origin exactly these permissions in one profile of the browser; all others are refused. */
export async function setPermissions(
  browser: CdpSession,
  contextId: string | undefined,
  origin: string,
  granted: string[],
): Promise<void> {
  await Promise.all(
    browserPermissions.map((name) =>
      browser.send('Browser.setPermission', {
        permission: { name },
        setting: granted.includes(name) ? 'granted' : 'denied',
        origin,
        ...(contextId === undefined ? {} : { browserContextId: contextId }),
      }),
    ),
  )
}
