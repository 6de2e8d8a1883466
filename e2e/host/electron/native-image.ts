import { readFileSync } from 'node:fs'

type ImageSurface = Pick<
  Electron.NativeImage,
  'getSize' | 'isEmpty' | 'isTemplateImage' | 'setTemplateImage' | 'toDataURL' | 'toPNG'
>

/** An image that nothing here draws: the bytes, as they came. */
class Image implements ImageSurface {
  readonly #png: Buffer
  #isTemplate = false

  constructor(png: Buffer) {
    this.#png = png
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  toPNG(): Buffer {
    return this.#png
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`
  }

  /** From the PNG's header. */
  getSize(): { width: number; height: number } {
    return this.#png.length < 24
      ? { width: 0, height: 0 }
      : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }

  resize(): this {
    return this
  }

  setTemplateImage(isTemplate: boolean): void {
    this.#isTemplate = isTemplate
  }

  isTemplateImage(): boolean {
    return this.#isTemplate
  }
}

const asElectron = (png: Buffer) => new Image(png) as unknown as Electron.NativeImage

export const nativeImage = {
  createEmpty: () => asElectron(Buffer.alloc(0)),
  createFromBuffer: (png: Buffer) => asElectron(png),
  createFromPath: (file: string) => {
    try {
      return asElectron(readFileSync(file))
    } catch {
      return asElectron(Buffer.alloc(0))
    }
  },
} satisfies Pick<typeof Electron.nativeImage, 'createEmpty' | 'createFromBuffer' | 'createFromPath'>
