// Sets `globalThis.pdfjsWorker`, so that pdf.js reads the file in this thread and starts none of its own.
import 'pdfjs-dist/build/pdf.worker.mjs'
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist'
import { pdfLimits } from './limits.ts'
import { BundledData } from './bundled-data.ts'
import type { DrawAnswer, DrawRequest } from './protocol.ts'

/** The part of a worker's own scope that is used here. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DrawRequest>) => void) | null
  postMessage(answer: DrawAnswer, transfer?: Transferable[]): void
}

const scope = self as unknown as WorkerScope

/** pdf.js asks the page for canvases; a worker has its own kind. */
class WorkerCanvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) }
  }
  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number) {
    canvas.width = width
    canvas.height = height
  }
  destroy({ canvas }: { canvas: OffscreenCanvas }) {
    canvas.width = canvas.height = 0
  }
  getNoAlphaContext(canvas: OffscreenCanvas) {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  }
}

/** Filters of the page's styles, which a worker has not: pages are drawn without them. */
class NoFilters {
  addFilter = () => 'none'
  addHCMFilter = () => 'none'
  addAlphaFilter = () => 'none'
  addLuminosityFilter = () => 'none'
  addKnockoutFilter = () => 'none'
  addHighlightHCMFilter = () => 'none'
  addSelectionHCMFilter = () => 'none'
  addSelectionFilter = () => 'none'
  createSelectionStyle = () => null
  destroy = () => undefined
}

let pdf: PDFDocumentProxy | null = null

async function open(bytes: Uint8Array): Promise<void> {
  pdf = await getDocument({
    data: bytes,
    CanvasFactory: WorkerCanvases,
    FilterFactory: NoFilters,
    BinaryDataFactory: BundledData,
    cMapPacked: true,
    useWorkerFetch: false,
    useSystemFonts: false,
    // Letters are drawn as shapes: no font of a stranger reaches the browser's own font code.
    disableFontFace: true,
    enableXfa: false,
    maxImageSize: pdfLimits.maxImagePixels,
    verbosity: VerbosityLevel.ERRORS,
  }).promise
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 })
  const pages = Math.min(pdf.numPages, pdfLimits.maxPages)
  scope.postMessage({
    type: 'opened',
    pages,
    isCut: pdf.numPages > pages,
    ratio: ratioOf(first.width, first.height),
  })
}

async function draw(number: number, width: number): Promise<void> {
  const page = await pdf?.getPage(number)
  if (page === undefined) return
  const size = page.getViewport({ scale: 1 })
  const ratio = ratioOf(size.width, size.height)
  const widest = Math.min(width, Math.sqrt(pdfLimits.maxPixels / ratio))
  const viewport = page.getViewport({ scale: widest / size.width })
  const canvas = new OffscreenCanvas(Math.ceil(widest), Math.ceil(widest * ratio))
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) return
  await page.render({
    canvas: null,
    // The library's types know the page's canvases alone; it uses what both kinds have.
    canvasContext: context as unknown as CanvasRenderingContext2D,
    viewport,
  }).promise
  const text = await textOf(page)
  page.cleanup()
  const picture = canvas.transferToImageBitmap()
  scope.postMessage({ type: 'drawn', number, ratio, picture, text }, [picture])
}

async function textOf(page: Awaited<ReturnType<PDFDocumentProxy['getPage']>>): Promise<string> {
  const { items } = await page.getTextContent()
  return items
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('')
    .slice(0, pdfLimits.maxTextChars)
}

function ratioOf(width: number, height: number): number {
  const ratio = height / width
  return Number.isFinite(ratio) && ratio > 0 ? Math.min(ratio, pdfLimits.maxRatio) : 1
}

function failed(error: unknown): void {
  const isEncrypted = error instanceof Error && error.name === 'PasswordException'
  scope.postMessage({ type: 'failed', reason: isEncrypted ? 'encrypted' : 'damaged' })
}

scope.onmessage = ({ data }) => {
  const done = data.type === 'open' ? open(data.bytes) : draw(data.number, data.width)
  done.catch(failed)
}
