import type { Finding } from '../types.ts'

/** A finding with what stands around it; `before` and `after` reach a line or so. */
export type Mention = {
  readonly finding: Finding
  /** Its bounds, without what two recognizers that met took from each other's words. */
  readonly start: number
  readonly end: number
  readonly value: string
  readonly before: string
  readonly after: string
}

/** What stands in place of a finding. `before` and `after`: how many units around it are replaced with it. */
export type Rewriting = {
  readonly words: string
  readonly before?: number
  readonly after?: number
}
