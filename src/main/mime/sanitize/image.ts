import type { Element } from 'hast'
import { decodeContentId } from '../content.ts'
import { limits } from '../limits.ts'

export type ImageSources = {
  /** `data:` URI of the image part with this Content-ID, or null. */
  readonly inlineImage: (contentId: string) => string | null
  /** `blocked`, or what the user asked to load: remote URL as written in the mail → `data:` URI. */
  readonly remoteImages: 'blocked' | ReadonlyMap<string, string>
}

export type ImageOutcome =
  | { readonly kind: 'shown'; readonly uri: string }
  | { readonly kind: 'blocked'; readonly url: string; readonly isTracker: boolean }
  | { readonly kind: 'absent' }

const rasterType = /^data:image\/(?:png|jpeg|gif|webp|bmp);base64$/
const notBase64 = /[^A-Za-z\d+/%=]/

/** Decides what an `img` element may show. One instance per document: it holds the budget for inlined data. */
export class ImageGate {
  readonly #sources: ImageSources
  #remainingChars: number = limits.maxInlineImagesChars

  constructor(sources: ImageSources) {
    this.#sources = sources
  }

  resolve(image: Element): ImageOutcome {
    const source = sourceOf(image)
    if (/^cid:/i.test(source)) return this.#show(this.#sources.inlineImage(decodeContentId(source.slice(4))))
    if (/^data:/i.test(source)) return this.#show(source.replace(/^data:image\/jpg;/i, 'data:image/jpeg;'))
    if (!isRemote(source)) return { kind: 'absent' }
    const loaded =
      this.#sources.remoteImages === 'blocked' ? undefined : this.#sources.remoteImages.get(source)
    const outcome = this.#show(loaded ?? null)
    return outcome.kind === 'shown' ? outcome : { kind: 'blocked', url: source, isTracker: isTiny(image) }
  }

  #show(uri: string | null): ImageOutcome {
    // Letters in capitals are folded in the type only, never in the data.
    const comma = uri?.indexOf(',') ?? -1
    if (uri === null || comma < 0) return { kind: 'absent' }
    const type = uri.slice(0, comma).toLowerCase().replace(/\s/g, '')
    const data = uri.slice(comma + 1).replace(/\s/g, '')
    if (!rasterType.test(type) || notBase64.test(data)) return { kind: 'absent' }
    const folded = `${type},${data}`
    if (folded.length > this.#remainingChars) return { kind: 'absent' }
    this.#remainingChars -= folded.length
    return { kind: 'shown', uri: folded }
  }
}

/** A URL that would make a request: with a scheme that fetches, or relative to one. */
export function isRemote(url: string): boolean {
  const text = url.trim().replace(/[\t\r\n]/g, '')
  return text !== '' && !/^(cid|mid|data|about|javascript|vbscript|mailto|#)/i.test(text)
}

function sourceOf(image: Element): string {
  const { src, srcSet } = image.properties
  if (typeof src === 'string' && src.trim() !== '') return src.trim()
  // Without src a candidate list counts as remote: it is never fetched, but it is reported.
  const candidates = Array.isArray(srcSet) ? srcSet.join(' ') : srcSet
  return typeof candidates === 'string' ? (candidates.trim().split(/[\s,]/)[0] ?? '') : ''
}

/** One or two pixels square: there to report that the mail was opened. */
function isTiny(image: Element): boolean {
  const { width, height } = image.properties
  return [width, height].some((size) => size !== undefined && Number.parseInt(String(size), 10) <= 2)
}
