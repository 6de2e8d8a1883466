import { fail, type Result } from '../../shared/result.ts'
import { isHeaderDamaged, setVaultAside } from '../vault/index.ts'

export interface AsideDeskDeps {
  /** The vault's own; null: it isn't known whose, or is nobody's. */
  readonly folder: () => string | null
  readonly clock: () => Date
  /** Locked, and nobody is unlocking it. */
  readonly isShut: () => boolean
  /** Lets go of the folder, where it is held. */
  readonly release: () => void
  readonly onMoved: () => void
}

/** A damaged vault makes room for another. Nobody at the keyboard moves one that somebody could open. */
export interface AsideDesk {
  /** How the last try to open the vault in this folder ended. */
  noteOpening(place: string | null, opened: Result<unknown>): void
  isPossible(): boolean
  /** Errors: `vault/already-exists` where the vault isn't known to be damaged, and what `setVaultAside` gives. */
  move(): Result<void>
}

export function createAsideDesk({ folder, clock, isShut, release, onMoved }: AsideDeskDeps): AsideDesk {
  /** Whoever tried last had the right secret of the vault that lies there, and its store didn't open. */
  let lost: string | null = null
  /** The folder that may be moved; null: none. */
  function movable(): string | null {
    const place = isShut() ? folder() : null
    return place !== null && (place === lost || isHeaderDamaged(place)) ? place : null
  }

  return {
    noteOpening: (place, opened) => {
      const isLost = !opened.ok && ['store/missing', 'store/damaged'].includes(opened.error.code)
      lost = isLost ? place : null
    },

    isPossible: () => movable() !== null,

    move: () => {
      const place = movable()
      if (place === null) {
        return fail('vault/already-exists')
      }
      release()
      const moved = setVaultAside(place, clock())
      if (moved.ok) {
        lost = null
        onMoved()
      }
      return moved
    },
  }
}
