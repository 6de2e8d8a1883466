import { clipboard } from 'electron'
import type { ShieldServices } from '../engine/index.ts'
import { createOwnCopies } from './own-copies.ts'
import { hideFromScreenCapture } from './screen-capture.ts'

/** Keeps the practice from being seen and read beside its window; call before the first window is made. */
export function createShield(): ShieldServices {
  const copies = createOwnCopies(clipboard)
  const capture = hideFromScreenCapture()
  return {
    noteCopy: copies.note,
    clearCopies: copies.clear,
    hideFromScreenCapture: (isHidden) => {
      capture.hideFromIt(isHidden)
      return Promise.resolve()
    },
  }
}
