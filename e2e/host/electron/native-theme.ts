import { EventEmitter } from 'node:events'
import { tellDriver } from './driver-client.ts'
import { environment } from './environment.ts'

type ThemeSurface = Pick<
  Electron.NativeTheme,
  | 'inForcedColorsMode'
  | 'prefersReducedTransparency'
  | 'shouldUseDarkColors'
  | 'shouldUseHighContrastColors'
  | 'themeSource'
>

class NativeTheme extends EventEmitter implements ThemeSurface {
  readonly inForcedColorsMode = false
  readonly prefersReducedTransparency = false
  readonly shouldUseHighContrastColors = false
  #source: Electron.NativeTheme['themeSource'] = 'system'

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    const wasDark = this.shouldUseDarkColors
    this.#source = source
    if (this.shouldUseDarkColors !== wasDark) {
      tellDriver('setColorScheme', { scheme: this.shouldUseDarkColors ? 'dark' : 'light' })
      this.emit('updated')
    }
  }

  get shouldUseDarkColors(): boolean {
    return (this.#source === 'system' ? environment.systemColorScheme : this.#source) === 'dark'
  }
}

export const nativeTheme = new NativeTheme()
