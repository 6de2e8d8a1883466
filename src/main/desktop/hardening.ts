import { app, session, type Session, type WebContents } from 'electron'
import { appOrigin } from '../../shared/bridge.ts'

/** The windows' partition lives in memory only: without `persist:` Electron writes no cache, cookie or storage. */
const partition = 'sealpost'

/**
 * No name resolves for Chromium: what never becomes a request, such as `rel=preconnect`, reaches nobody either. The
 * engine connects by Node's own network, which this doesn't concern. To be called before the app is ready.
 */
export function cutOffTheNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** A session that grants nothing and requests nothing beyond the app's own origin. */
export function createWindowSession(): Session {
  const windowSession = session.fromPartition(partition, { cache: false })
  windowSession.setPermissionRequestHandler((_webContents, permission, answer) => {
    answer(isAllowed(permission))
  })
  windowSession.setPermissionCheckHandler((_webContents, permission) => isAllowed(permission))
  windowSession.setDevicePermissionHandler(() => false)
  windowSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnUrl(details.url) })
  })
  windowSession.setSpellCheckerEnabled(false)
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
      if (!event.url.startsWith(`${appOrigin}/mail/`)) {
        event.preventDefault()
      }
    })
    webContents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
