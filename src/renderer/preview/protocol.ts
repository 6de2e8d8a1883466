/** What the frame asks of the worker that draws. */
export type DrawRequest =
  | { readonly type: 'open'; readonly bytes: Uint8Array }
  /** `width`: of the drawing, in pixels. `number` counts from 1. */
  | { readonly type: 'draw'; readonly number: number; readonly width: number }

/** What the worker answers. `ratio`: height by width. */
export type DrawAnswer =
  | { readonly type: 'opened'; readonly pages: number; readonly isCut: boolean; readonly ratio: number }
  | {
      readonly type: 'drawn'
      readonly number: number
      readonly ratio: number
      readonly picture: ImageBitmap
      /** For those who listen to a page instead of seeing it. */
      readonly text: string
    }
  | { readonly type: 'failed'; readonly reason: PdfFailure }

/** Why pages can't be drawn. */
export type PdfFailure = 'encrypted' | 'damaged' | 'too-slow'

/** What a frame with pages tells the window. The frame is nobody's: the window takes these words and nothing else. */
export type FrameReport =
  | { readonly type: 'pages'; readonly count: number; readonly isCut: boolean }
  | { readonly type: 'failed'; readonly reason: PdfFailure }
  | { readonly type: 'key'; readonly key: 'Escape' | 'ArrowLeft' | 'ArrowRight' }

const keys = ['Escape', 'ArrowLeft', 'ArrowRight'] as const
const reasons = ['encrypted', 'damaged', 'too-slow'] as const

/** A message of the frame, or null for anything else that something in it may have sent. */
export function readReport(data: unknown): FrameReport | null {
  if (typeof data !== 'object' || data === null) return null
  const { type, count, isCut, reason, key } = data as Record<string, unknown>
  if (type === 'pages' && typeof count === 'number' && Number.isInteger(count)) {
    return { type, count, isCut: isCut === true }
  }
  const why = reasons.find((one) => one === reason)
  if (type === 'failed' && why !== undefined) return { type, reason: why }
  const pressed = keys.find((one) => one === key)
  return type === 'key' && pressed !== undefined ? { type, key: pressed } : null
}
