import { existsSync } from 'node:fs'
import type { ColorScheme, NetworkMode } from '../contract.ts'

/** What the host itself, not the app, is told from outside. e2e/README.md lists it for people. */
export const environment = {
  chromium: process.env['STANDIN_CHROMIUM'] ?? findChromium(),
  headless: (process.env['STANDIN_HEADLESS'] ?? (hasDisplay() ? '0' : '1')) !== '0',
  network: readNetworkMode(),
  systemColorScheme: (process.env['STANDIN_COLOR_SCHEME'] === 'dark'
    ? 'dark'
    : 'light') satisfies ColorScheme,
  dialogAnswersFile: process.env['STANDIN_DIALOGS'] ?? null,
  journalFile: process.env['STANDIN_JOURNAL'] ?? null,
  /** Vite's server, in `electron-vite dev`. */
  rendererOrigin: originOf(process.env['ELECTRON_RENDERER_URL']),
}

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

function findChromium(): string {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  return places.find((place) => existsSync(place)) ?? 'chromium'
}

function readNetworkMode(): NetworkMode {
  if (process.env['STANDIN_NETWORK'] !== 'open') {
    return { mode: 'hermetic' }
  }
  const watcher = process.env['STANDIN_WATCHER']
  const origins = process.env['STANDIN_ORIGINS']
  if (watcher === undefined || origins === undefined) {
    throw new Error(
      'STANDIN_NETWORK=open needs STANDIN_WATCHER=host:port and STANDIN_ORIGINS=https://…,https://…',
    )
  }
  const takesProxy = process.env['STANDIN_PROXY'] === 'app'
  return { mode: 'open', watcher, origins: origins.split(','), takesProxy }
}

function originOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : null
}
