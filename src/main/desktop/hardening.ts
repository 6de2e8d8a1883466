import { app, session, type Session, type WebContents } from 'electron'
import { appOrigin } from '../../shared/bridge.ts'

/** The windows' partition lives in memory only: without `persist:` Electron writes no cache, cookie or storage. */
const partition = 'sealpost'

/** Port 1 of this computer: nobody listens there, and nobody but root may. */
const nowhere = { mode: 'fixed_servers', proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' } as const

/** A session that grants nothing and requests nothing beyond the app's own origin. */
export async function createWindowSession(): Promise<Session> {
  const windowSession = session.fromPartition(partition, { cache: false })
  windowSession.setPermissionRequestHandler((_webContents, permission, answer) => {
    answer(isAllowed(permission))
  })
  windowSession.setPermissionCheckHandler((_webContents, permission) => isAllowed(permission))
  windowSession.setDevicePermissionHandler(() => false)
  windowSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnUrl(details.url) })
  })
  // Electron would fetch its dictionaries from Google, and keep the words that it learns in a file of its own.
  for (const each of [windowSession, session.defaultSession]) {
    each.setSpellCheckerEnabled(false)
  }
  // Files leave by the engine's own dialogs, recorded; a download would get around them.
  windowSession.on('will-download', (event) => {
    event.preventDefault()
  })
  // What never becomes a request, such as `rel=preconnect`, resolves no name and reaches nobody this way.
  await windowSession.setProxy(nowhere)
  return windowSession
}

/** Writing the sealed words or a fingerprint to the clipboard is all that a window may ask of the system. */
function isAllowed(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

function isOwnUrl(url: string): boolean {
  return (
    url.startsWith(`${appOrigin}/`) ||
    url.startsWith('data:') ||
    url.startsWith('blob:') ||
    url.startsWith('devtools:')
  )
}

/** What the engine serves for the frames of the reader. */
const framePaths = ['/mail/', '/preview/'] as const

/** Every page of every window stays where it is: no navigation, no redirect, no popup, no webview. */
export function hardenEveryPage(): void {
  app.on('web-contents-created', (_event, webContents: WebContents) => {
    webContents.on('will-navigate', (event) => {
      event.preventDefault()
    })
    webContents.on('will-redirect', (event) => {
      event.preventDefault()
    })
    webContents.on('will-frame-navigate', (event) => {
      if (!framePaths.some((path) => event.url.startsWith(`${appOrigin}${path}`))) {
        event.preventDefault()
      }
    })
    webContents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
