import { pdfLimits } from './limits.ts'
import PdfWorker from './pdf-worker.ts?worker&inline'
import type { DrawAnswer, DrawRequest, FrameReport, PdfFailure } from './protocol.ts'

/**
 * The script of the frame that shows a PDF (src/main/inbound/preview): nobody's origin, no way to any network, the file
 * inside the document. Reading and drawing happen in a worker, which is ended when it takes too long: neither the
 * frame nor the window waits for it.
 */
const list = document.getElementById('pages') as HTMLOListElement
const worker: Worker = new PdfWorker()
let timer = 0
/** Asked for and not yet drawn, in this order; one at a time. */
const wanted: number[] = []
let drawing: number | null = null
const drawn = new Map<number, HTMLCanvasElement>()

function report(what: FrameReport): void {
  parent.postMessage(what, '*')
}

function ask(request: DrawRequest, patienceMs: number): void {
  clearTimeout(timer)
  timer = window.setTimeout(() => {
    fail('too-slow')
  }, patienceMs)
  worker.postMessage(request)
}

function fail(reason: PdfFailure): void {
  clearTimeout(timer)
  worker.terminate()
  seen.disconnect()
  report({ type: 'failed', reason })
}

function drawNext(): void {
  if (drawing !== null) return
  const number = wanted.shift()
  if (number === undefined) return
  drawing = number
  const width = Math.round(list.clientWidth * Math.min(devicePixelRatio, 2))
  ask({ type: 'draw', number, width: Math.max(width, 200) }, pdfLimits.drawMs)
}

function itemOf(number: number): HTMLElement | undefined {
  return list.children[number - 1] as HTMLElement | undefined
}

/** Pages are drawn when they come near, and forgotten when many others were looked at since. */
const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const number = [...list.children].indexOf(target) + 1
      const index = wanted.indexOf(number)
      if (isIntersecting && index < 0 && number !== drawing && !drawn.has(number)) wanted.push(number)
      if (!isIntersecting && index >= 0) wanted.splice(index, 1)
    }
    drawNext()
  },
  { rootMargin: '600px' },
)

function show(answer: Extract<DrawAnswer, { type: 'drawn' }>): void {
  const { number, ratio, picture, text } = answer
  const item = itemOf(number)
  const canvas = document.createElement('canvas')
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture)
  const words = document.createElement('div')
  words.className = 'text'
  words.textContent = text
  if (item !== undefined) {
    item.style.aspectRatio = `1 / ${String(ratio)}`
    item.replaceChildren(canvas, words)
  }
  drawn.set(number, canvas)
  for (const [old, oldCanvas] of drawn) {
    if (drawn.size <= pdfLimits.keptPages) break
    if (Math.abs(old - number) < pdfLimits.keptPages / 2) continue
    oldCanvas.width = oldCanvas.height = 0
    oldCanvas.remove()
    drawn.delete(old)
  }
}

function layOut({ pages, ratio, isCut }: Extract<DrawAnswer, { type: 'opened' }>): void {
  for (let number = 1; number <= pages; number += 1) {
    const item = document.createElement('li')
    item.setAttribute('aria-label', `${String(number)} / ${String(pages)}`)
    item.style.aspectRatio = `1 / ${String(ratio)}`
    list.append(item)
    seen.observe(item)
  }
  report({ type: 'pages', count: pages, isCut })
}

worker.onmessage = ({ data }: MessageEvent<DrawAnswer>) => {
  clearTimeout(timer)
  switch (data.type) {
    case 'opened':
      layOut(data)
      return
    case 'drawn':
      drawing = null
      show(data)
      drawNext()
      return
    case 'failed':
      fail(data.reason)
  }
}
worker.onerror = () => {
  fail('damaged')
}

document.addEventListener('keydown', (event) => {
  const { key } = event
  if (key === 'Escape' || key === 'ArrowLeft' || key === 'ArrowRight') report({ type: 'key', key })
})

const base64 = document.getElementById('file')?.textContent ?? ''
const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
ask({ type: 'open', bytes }, pdfLimits.openMs)
