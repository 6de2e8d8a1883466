import { fail, type Result } from '../../../../shared/result.ts'
import { logoLimits } from './limits.ts'

/** A picture written anew: what it needs to be shown, and nothing else. */
export type CleanPicture = {
  readonly type: 'image/png' | 'image/jpeg'
  readonly bytes: Uint8Array
}

/** Error: `logo/too-many-pixels`, with what it has and what it may have. */
export function checkPixels(width: number, height: number): Result<never> | null {
  return width > logoLimits.width || height > logoLimits.height
    ? fail('logo/too-many-pixels', {
        width,
        height,
        widthLimit: logoLimits.width,
        heightLimit: logoLimits.height,
      })
    : null
}

export const damaged = (): Result<never> => fail('logo/damaged')
