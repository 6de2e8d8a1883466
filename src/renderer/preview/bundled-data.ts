import { files } from 'virtual:pdf-data'

/**
 * In place of pdf.js's own, which asks the network: the fonts that every reader has by itself, the tables of Asian fonts
 * and the decoders of scanned pages (JBIG2, CCITT fax, JPEG 2000), and nothing else.
 */
export class BundledData {
  fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const base64 = Object.hasOwn(files, filename) ? files[filename] : undefined
    if (base64 === undefined) return Promise.reject(new Error('not bundled'))
    return Promise.resolve(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
  }
}
