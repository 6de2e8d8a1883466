/** What the app's process and the browser driver's process ask of each other. */

export interface FrameInfo {
  frameId: string
  parentId: string | null
  url: string
  /** As Electron writes it: `null` for an opaque origin. */
  origin: string
  name: string
}

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export type ColorScheme = 'light' | 'dark'

/**
 * Which requests the driver takes from the network: all of them, or those to the app's own origins alone. With
 * `takesProxy` a proxy that the app sets holds for the browser as a whole.
 */
export type NetworkMode =
  { mode: 'hermetic' } | { mode: 'open'; watcher: string; origins: string[]; takesProxy: boolean }

export interface LaunchOptions {
  executable: string
  profileDir: string
  appName: string
  headless: boolean
  sandbox: boolean
  /** Opens the protocol's port on loopback, as Electron does for `--remote-debugging-port`. */
  debuggingPort: string | null
  network: NetworkMode
  colorScheme: ColorScheme
  switches: string[]
}

/** A key combination that belongs to a menu item. */
export interface Accelerator {
  id: number
  /** `KeyboardEvent.key` in lower case. */
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
  meta: boolean
}

export interface PreloadOptions {
  source: string
  argv: string[]
  inSubFrames: boolean
}

export interface WindowOptions {
  windowId: number
  /** Name of an in-memory partition, or null for the default session. */
  partition: string | null
  bounds: Bounds
  show: boolean
  javascript: boolean
  preload: PreloadOptions | null
}

export type HeaderList = [name: string, value: string][]

export interface InterceptedRequest {
  windowId: number | null
  frameId: string
  url: string
  method: string
  headers: HeaderList
  body: Uint8Array<ArrayBuffer> | null
  resourceType: string
  /** Present when a document is asked for. `byPage`: by the page itself, not by `loadURL` or a reload. */
  navigation: { isMainFrame: boolean; isRedirect: boolean; byPage: boolean } | null
}

export type RequestVerdict =
  | { kind: 'fulfill'; status: number; headers: HeaderList; body: Uint8Array }
  | { kind: 'continue'; wantsResponse: boolean }
  | { kind: 'fail'; reason: 'BlockedByClient' | 'Aborted' | 'Failed' | 'InternetDisconnected' }

export interface IpcMessage {
  windowId: number
  frameId: string
  channel: string
  args: unknown[]
}

export type InvokeAnswer = { ok: true; value: unknown } | { ok: false; message: string }

export type LoadEvent =
  | { kind: 'started'; frameId: string; url: string; isSameDocument: boolean }
  | { kind: 'navigated'; frameId: string; url: string; isSameDocument: boolean }
  | { kind: 'dom-ready' | 'loaded' | 'painted' | 'stopped'; frameId: string }
  | { kind: 'failed'; frameId: string; url: string; error: string }

export interface PageReport {
  windowId: number
  kind: 'console' | 'exception' | 'log' | 'csp-violation'
  level: 'debug' | 'info' | 'warning' | 'error'
  text: string
  url: string
  line: number
}

/** Answered by the driver. */
export interface DriverProcedures {
  launch: (options: LaunchOptions) => Promise<{ version: string }>
  openWindow: (options: WindowOptions) => Promise<{ targetId: string }>
  closeWindow: (options: { windowId: number }) => Promise<void>
  navigate: (options: { windowId: number; url: string }) => Promise<void>
  reload: (options: { windowId: number }) => Promise<void>
  setBounds: (options: { windowId: number; bounds: Bounds }) => Promise<void>
  setWindowState: (options: {
    windowId: number
    state: 'normal' | 'minimized' | 'maximized' | 'fullscreen'
  }) => Promise<void>
  bringToFront: (options: { windowId: number }) => Promise<void>
  evaluate: (options: { windowId: number; frameId: string; code: string }) => Promise<unknown>
  screenshot: (options: { windowId: number }) => Promise<Uint8Array>
  printToPdf: (options: { windowId: number; parameters: Record<string, unknown> }) => Promise<Uint8Array>
  setColorScheme: (options: { scheme: ColorScheme }) => Promise<void>
  setAccelerators: (options: { accelerators: Accelerator[] }) => Promise<void>
  setPermissions: (options: { windowId: number; origin: string; granted: string[] }) => Promise<void>
  /** @param proxy `host:port` that takes every connection from now on */
  setProxy: (options: { proxy: string }) => Promise<void>
  deliver: (message: IpcMessage) => Promise<void>
  close: () => Promise<void>
}

/** Answered by the app's process. */
export interface HostProcedures {
  decideRequest: (request: InterceptedRequest) => Promise<RequestVerdict>
  receivedHeaders: (response: {
    windowId: number | null
    url: string
    method: string
    resourceType: string
    status: number
    headers: HeaderList
  }) => Promise<{ cancel: boolean; headers: HeaderList | null }>
  invoke: (message: IpcMessage) => Promise<InvokeAnswer>
  message: (message: IpcMessage) => void
  frameChanged: (change: { windowId: number; frame: FrameInfo }) => void
  frameRemoved: (change: { windowId: number; frameId: string }) => void
  load: (change: { windowId: number; event: LoadEvent }) => void
  titleChanged: (change: { windowId: number; title: string }) => void
  popupAsked: (popup: { windowId: number; url: string; frameName: string; features: string }) => void
  acceleratorPressed: (press: { windowId: number; id: number }) => void
  report: (report: PageReport) => void
  windowClosed: (closed: { windowId: number; crashed: boolean }) => void
  browserGone: () => void
}
