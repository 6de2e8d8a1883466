import type { NotScannedReason } from '../types.ts'

/** A reader of one file format gives the texts inside, each with a suffix for its part id, or the reason why not. */
export type Extraction =
  | { readonly ok: true; readonly texts: readonly { readonly name: string; readonly text: string }[] }
  | { readonly ok: false; readonly reason: NotScannedReason }
