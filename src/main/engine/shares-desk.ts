import { z } from 'zod'
import type { Shares, ShareNumber } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { readPractice } from '../practice/index.ts'
import { readSetting, saveSetting, type Store } from '../store/index.ts'
import { provePaper, type PaperProof, type ShareSet, type UnlockedVault } from '../vault/index.ts'
import { sharePage } from './pages/share-page.ts'

export interface SharesDeskDeps {
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly printPage: (html: string) => Promise<void>
}

type Holders = Shares['holders']

/** Three shares of the recovery kit, from being made to being with those who keep them. */
export interface SharesDesk {
  /** Those that were last confirmed, and those made since then, which open as well; none: empty. */
  read(): Shares[]
  /** From here on they open, so it is kept who is meant to have them. Errors: what `UnlockedVault.splitRecoveryKit` gives. */
  make(kit: string, holders: Holders): Promise<Result<ShareSet>>
  /** Errors: `vault/recovery-kit-missing` where none are made at the moment. */
  print(share: ShareNumber): Promise<Result<void>>
  /** With the third of them it is kept that each has theirs. Errors: `vault/share-mistyped`, as `print`. */
  confirm(share: ShareNumber, proof: PaperProof): Result<void>
  forget(): void
}

const settingKey = 'recovery-shares'
const holder = z.string()
/** No words: the vault knows who has a share, and of which kit. */
const savedSchema = z.array(
  z.strictObject({
    set: z.string(),
    /** ms since 1970. */
    madeAt: z.int(),
    holders: z.tuple([holder, holder, holder]),
    /** Id of the kit's wrap in the header. */
    kit: z.string(),
    isConfirmed: z.boolean(),
  }),
)
type Saved = z.infer<typeof savedSchema>[number]

export function createSharesDesk({ vault, store, audit, clock, printPage }: SharesDeskDeps): SharesDesk {
  let shown:
    (Pick<ShareSet, 'shares'> & { readonly saved: Saved; readonly confirmed: Set<ShareNumber> }) | null = null

  const readSaved = (): Saved[] => {
    const saved = savedSchema.safeParse(readSetting(store, settingKey))
    return saved.success ? saved.data : []
  }

  return {
    read: () =>
      readSaved().map(({ kit, madeAt, ...saved }) => ({
        ...{ ...saved, madeAt: new Date(madeAt).toISOString() },
        isOfPresentKit: kit === vault.recoveryKitWrap?.id,
      })),

    make: async (kit, holders) => {
      // Of the kit that is split: another may take its place before they are confirmed.
      const wrap = vault.recoveryKitWrap
      const split = await vault.splitRecoveryKit(kit)
      if (!split.ok) {
        return split
      }
      if (wrap === null) {
        return fail('vault/recovery-kit-missing')
      }
      const { set, shares } = split.value
      const now = clock().getTime()
      const saved = { set, madeAt: now, holders, kit: wrap.id, isConfirmed: false }
      // They leave this desk only once that is on record.
      const recorded = store.transaction((tx) => {
        const appended = audit.append(tx, { type: 'vault.shares-made', set })
        if (appended.ok) {
          const before = readSaved().filter(({ isConfirmed }) => isConfirmed)
          saveSetting(tx, settingKey, [...before, saved], now)
        }
        return appended
      })
      if (!recorded.ok) {
        return recorded
      }
      shown = { shares, saved, confirmed: new Set() }
      return split
    },

    print: async (number) => {
      const share = shown?.shares[number - 1]
      if (shown === null || share === undefined) {
        return fail('vault/recovery-kit-missing')
      }
      const { set, holders, madeAt } = shown.saved
      const recorded = audit.record({ type: 'vault.share-printed', set, share: number })
      if (!recorded.ok) {
        return recorded
      }
      await printPage(
        sharePage({
          ...{ share, number, set, holder: holders[number - 1] ?? '' },
          ...{ practiceName: readPractice(store).practiceName, madeAt: new Date(madeAt) },
        }),
      )
      return ok(undefined)
    },

    confirm: (number, proof) => {
      const share = shown?.shares[number - 1]
      if (shown === null || share === undefined) {
        return fail('vault/recovery-kit-missing')
      }
      const proven = provePaper(share, proof, 'vault/share-mistyped')
      if (!proven.ok) {
        return proven
      }
      const { saved, shares, confirmed } = shown
      if (new Set([...confirmed, number]).size < shares.length) {
        confirmed.add(number)
        return ok(undefined)
      }
      const now = clock().getTime()
      const kept = store.transaction((tx) => {
        const recorded = audit.append(tx, { type: 'vault.shares-confirmed', set: saved.set })
        if (recorded.ok) {
          saveSetting(tx, settingKey, [{ ...saved, isConfirmed: true }], now)
        }
        return recorded
      })
      if (kept.ok) {
        shown = null
      }
      return kept
    },

    forget: () => {
      shown = null
    },
  }
}
