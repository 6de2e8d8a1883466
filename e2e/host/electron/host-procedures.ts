import type { HostProcedures } from '../contract.ts'
import { BrowserWindow } from './browser-window.ts'
import { makeIpcEvent } from './ipc-event.ts'
import { ipcMain } from './ipc-main.ts'
import { note } from './journal.ts'
import { pressAccelerator } from './menu.ts'

const windowOf = (id: number | null) => (id === null ? null : BrowserWindow.fromId(id))
const contentsOf = (id: number | null) => windowOf(id)?.webContents ?? null

/** What the browser driver tells and asks, brought to the objects that it concerns. */
export const hostProcedures: HostProcedures = {
  decideRequest: async (request) => {
    const contents = contentsOf(request.windowId)
    if (contents === null) {
      note({ kind: 'request-refused', url: request.url, by: 'network' })
      return { kind: 'fail', reason: 'BlockedByClient' }
    }
    return contents.allowsNavigation(request)
      ? contents.session.decide(request)
      : { kind: 'fail', reason: 'Aborted' }
  },
  receivedHeaders: async (response) =>
    (await contentsOf(response.windowId)?.session.webRequest.askHeadersReceived(response)) ?? {
      cancel: false,
      headers: null,
    },
  invoke: async ({ windowId, frameId, channel, args }) => {
    const contents = contentsOf(windowId)
    if (contents === null) {
      return { ok: false, message: 'The window is gone.' }
    }
    const event = makeIpcEvent(contents, contents.frames.get(frameId) ?? null)
    return (contents.ipc.hasHandler(channel) ? contents.ipc : ipcMain).answer(event, channel, args)
  },
  message: ({ windowId, frameId, channel, args }) => {
    const contents = contentsOf(windowId)
    if (contents !== null) {
      const event = makeIpcEvent(contents, contents.frames.get(frameId) ?? null)
      contents.emit('ipc-message', event, channel, ...args)
      contents.ipc.emit(channel, event, ...args)
      ipcMain.emit(channel, event, ...args)
    }
  },
  frameChanged: ({ windowId, frame }) => contentsOf(windowId)?.frames.put(frame),
  frameRemoved: ({ windowId, frameId }) => contentsOf(windowId)?.frames.remove(frameId),
  load: ({ windowId, event }) => contentsOf(windowId)?.follow(event),
  titleChanged: ({ windowId, title }) => windowOf(windowId)?.takeTitle(title),
  popupAsked: ({ windowId, url, frameName, features }) => {
    const contents = contentsOf(windowId)
    const answer = contents?.answerPopup(url, frameName, features)
    if (contents !== null && answer?.action === 'allow') {
      const options = answer.overrideBrowserWindowOptions ?? {}
      const session = contents.session as unknown as Electron.Session
      const window = new BrowserWindow({ ...options, webPreferences: { session, ...options.webPreferences } })
      contents.emit('did-create-window', window, { url, frameName })
      void window.loadURL(url).catch(() => undefined)
    }
  },
  acceleratorPressed: ({ windowId, id }) => pressAccelerator(id, windowOf(windowId)),
  report: (report) => contentsOf(report.windowId)?.hear(report),
  windowClosed: ({ windowId, crashed }) => {
    const window = windowOf(windowId)
    if (!crashed) {
      // The person closed it: too late to refuse, but the app may have something to put away.
      window?.emit('close', { preventDefault: () => undefined, defaultPrevented: false })
    }
    window?.markClosed(crashed)
  },
  browserGone: () => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.markClosed(true)
    }
  },
}
