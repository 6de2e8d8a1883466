import { decodeText } from '../charset.ts'
import { limits } from '../limits.ts'
import { asBuffer } from '../transfer-encoding.ts'
import { BrokenTnef, ByteReader } from './byte-reader.ts'
import { isObject, type MapiProperty, readMapiProperties, textOf } from './mapi-properties.ts'
import { decompressRtf, rtfToText } from './rtf.ts'

export type TnefFile = {
  /** As the sender gives it; made safe by whoever shows it. */
  readonly name: string | null
  readonly contentType: string
  readonly contentId: string | null
  readonly bytes: Uint8Array
}

/** What Outlook put into a winmail.dat: the body where the mail has none of its own, and the files. */
export type Tnef = {
  readonly text: string | null
  /** NOT sanitised. */
  readonly html: string | null
  readonly files: readonly TnefFile[]
  /** False: something in it couldn't be read, so the file itself stays on offer. */
  readonly isWhole: boolean
}

const signature = 0x223e9f78
/** Attributes, MS-OXTNEF 2.1.3.1; the level before them tells the message's from those of a file. */
const attribute = {
  body: 0x0002800c,
  mapiProperties: 0x00069003,
  codePage: 0x00069007,
  fileBegins: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
} as const
/** Property ids, MS-OXPROPS. */
const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  internetCodePage: 0x3fde,
  fileData: 0x3701,
  fileName: 0x3704,
  fileLongName: 0x3707,
  fileType: 0x370e,
  fileContentId: 0x3712,
} as const

type OpenFile = { title: string | null; data: Buffer | null; properties: Map<number, MapiProperty> }

/**
 * Reads TNEF (MS-OXTNEF), what Outlook sends as winmail.dat. Total and under `limits`; null for what isn't TNEF.
 * A message inside it is given as a file and never opened: its properties are no mail that could be shown.
 */
export function readTnef(bytes: Uint8Array): Tnef | null {
  const reader = new ByteReader(asBuffer(bytes))
  const read = new TnefBody()
  try {
    if (reader.u32() !== signature) return null
    reader.u16()
    while (!reader.isAtEnd) {
      reader.u8()
      const id = reader.u32()
      const data = reader.take(reader.u32())
      reader.u16()
      read.take(id, data)
    }
    return read.finish(true)
  } catch (error) {
    if (error instanceof BrokenTnef) return read.finish(false)
    throw error
  }
}

class TnefBody {
  #codePage = 1252
  #plain: Buffer | null = null
  #properties = new Map<number, MapiProperty>()
  readonly #files: OpenFile[] = []

  take(id: number, data: Buffer): void {
    const file = this.#files.at(-1)
    if (id === attribute.codePage && data.length >= 4) this.#codePage = data.readUInt32LE()
    else if (id === attribute.body) this.#plain ??= data
    else if (id === attribute.mapiProperties) this.#properties = readMapiProperties(data)
    else if (id === attribute.fileBegins) {
      if (this.#files.length >= limits.maxTnefFiles) throw new BrokenTnef()
      this.#files.push({ title: null, data: null, properties: new Map() })
    } else if (file === undefined) return
    else if (id === attribute.fileTitle) file.title ??= this.#decode(data).replace(/\0[^]*$/, '')
    else if (id === attribute.fileData) file.data ??= data
    else if (id === attribute.fileProperties) file.properties = readMapiProperties(data)
  }

  finish(wasWhole: boolean): Tnef {
    let isWhole = wasWhole
    const html = this.#properties.get(property.html)
    let text = textOf(this.#properties.get(property.body), (bytes) => this.#decode(bytes))
    text ??= this.#plain === null ? null : this.#decode(this.#plain).replace(/\0[^]*$/, '')
    const rtf = this.#properties.get(property.rtf)
    if (text === null && html === undefined && rtf !== undefined) {
      try {
        text = rtfToText(decompressRtf(rtf.bytes))
      } catch (error) {
        if (!(error instanceof BrokenTnef)) throw error
        isWhole = false
      }
    }
    const files = this.#files.map((file) => this.#fileOf(file)).filter((file) => file !== null)
    return {
      text: text?.replace(/\r\n?/g, '\n') ?? null,
      html: html === undefined ? null : decodeText(html.bytes, codePageName(this.#internetCodePage())),
      files,
      isWhole: isWhole && files.length === this.#files.length,
    }
  }

  #fileOf({ title, data, properties }: OpenFile): TnefFile | null {
    const text = (id: number): string | null => textOf(properties.get(id), (bytes) => this.#decode(bytes))
    const own = properties.get(property.fileData)
    // An object begins with the id of its interface.
    const bytes = data ?? (own !== undefined && isObject(own) ? own.bytes.subarray(16) : own?.bytes)
    if (bytes === undefined) return null
    const type = text(property.fileType)?.toLowerCase() ?? ''
    return {
      name: text(property.fileLongName) ?? text(property.fileName) ?? title,
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream',
      contentId: text(property.fileContentId)?.replace(/^<|>$/g, '') ?? null,
      bytes,
    }
  }

  #internetCodePage(): number {
    const found = this.#properties.get(property.internetCodePage)?.bytes
    return found !== undefined && found.length >= 4 ? found.readUInt32LE() : this.#codePage
  }

  #decode(bytes: Uint8Array): string {
    return decodeText(bytes, codePageName(this.#codePage))
  }
}

function codePageName(codePage: number): string {
  const named: Readonly<Record<number, string>> = {
    ...{ 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 20866: 'koi8-r', 50220: 'iso-2022-jp' },
    ...{ 65001: 'utf-8', 20127: 'us-ascii', 28591: 'iso-8859-1', 874: 'windows-874' },
  }
  return (
    named[codePage] ??
    (codePage > 28_591 && codePage < 28_606 ? `iso-8859-${codePage - 28_590}` : `windows-${codePage}`)
  )
}
