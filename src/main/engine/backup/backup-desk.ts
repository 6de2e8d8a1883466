import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BackupDrill, BackupState } from '../../../shared/contract/index.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { AuditEvent, AuditTrail } from '../../audit/index.ts'
import { auditHead, listStandingHolds, type Snapshot, type Store } from '../../store/index.ts'
import {
  attemptBackup,
  backupOf,
  listVersions,
  makeBackup,
  openBackupWithKit,
  sourceOf,
  verifyBackup,
  type BackupVersion,
  type MadeBackup,
  type RecoveredBackup,
  type UnlockedVault,
  type VerifiedBackup,
} from '../../vault/index.ts'
import type { DesktopServices } from '../desktop-services.ts'
import { runDrill } from './drill.ts'
import { nextBackupAt, remindersOf } from './due.ts'
import { readNotes, saveNotes, type BackupNotes } from './notes.ts'

export interface BackupDeskDeps {
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly askOpenPaths: DesktopServices['askOpenPaths']
  /** The program's name and version, for the version's file. */
  readonly program: string
  /** Where a drill restores to; made and taken away by it. */
  readonly drillFolder: string
  readonly onProgress: (work: Work, done: number, total: number) => void
  readonly onChanged: () => void
}

type Work = NonNullable<BackupState['running']>

/** Backups of this vault: where they go, when, and whether they could be restored. One thing runs at a time. */
export interface BackupDesk {
  state(): BackupState
  /** @returns false: the person cancelled. Errors: `backup/not-writable`, of the audit log. */
  choosePlace(): Promise<Result<boolean>>
  giveUpPlace(): Result<void>
  /** Whether the practice alone holds the folder. Errors: `backup/no-folder`, of the audit log. */
  sayHolder(isOurs: boolean): Result<void>
  /** Errors: `backup/no-folder`, `backup/kit-first`, `backup/under-way`, and what `makeBackup` gives. */
  make(by: 'person' | 'schedule'): Promise<Result<MadeBackup>>
  versions(): Promise<Result<BackupVersion[]>>
  verify(): Promise<Result<VerifiedBackup>>
  /** @param kit the words of the paper, to be tried too; null: with the keys of the open vault */
  drill(kit: string | null): Promise<Result<BackupDrill>>
  /** Makes a backup when one is due, and nothing else runs. */
  makeDue(): Promise<void>
  cancel(): void
}

export function createBackupDesk(deps: BackupDeskDeps): BackupDesk {
  const { vault, store, audit, clock } = deps
  let running: { readonly work: Work; readonly ending: AbortController } | null = null
  const now = () => clock().getTime()

  /** The event and what is remembered, in one commit. */
  function note(event: AuditEvent, change: Partial<BackupNotes>): Result<void> {
    const noted = store.transaction((tx) => {
      saveNotes(tx, { ...readNotes(tx), ...change }, now())
      return audit.append(tx, event)
    })
    deps.onChanged()
    return noted
  }

  /** Of a lock meanwhile nothing can be written down, and its codes would mislead: the keys were gone. */
  async function exclusively<T>(
    work: Work,
    run: (place: string, signal: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const { place } = readNotes(store)
    if (place === null) return fail('backup/no-folder')
    if (!vault.hasRecoveryKit) return fail('backup/kit-first')
    if (running !== null) return fail('backup/under-way')
    const ending = new AbortController()
    running = { work, ending }
    deps.onChanged()
    try {
      const result = await run(place, ending.signal)
      return store.isOpen ? result : fail('vault/locked')
    } catch (error) {
      if (store.isOpen) throw error
      return fail('vault/locked')
    } finally {
      running = null
      deps.onChanged()
    }
  }

  /** A version may be the last place of what was deleted before a legal hold was set. */
  const keepsAll = () => !store.isOpen || listStandingHolds(store).length > 0

  const progress = (work: Work) => (done: number, total: number) => {
    deps.onProgress(work, done, total)
  }

  async function make(by: 'person' | 'schedule'): Promise<Result<MadeBackup>> {
    return exclusively('backup', async (place, signal) => {
      const source = sourceOf(vault, headOf)
      if (source === null) return fail('backup/kit-first')
      const made =
        store.isBulk || vault.storeKey.isRunning
          ? fail('backup/busy')
          : await makeBackup(source, {
              place,
              program: deps.program,
              changedPacks: readNotes(store).changedPacks,
              keepsAll,
              now: clock,
              signal,
              onProgress: progress('backup'),
              onBegin: (version) => audit.record({ type: 'backup.begun', version, by }),
              onMade: (whole) => noteMade(whole),
            })
      if (!made.ok && store.isOpen) noteFailure(made.error, by)
      return made
    })
  }

  function noteMade({ version, removed }: MadeBackup): Result<void> {
    const { number, madeAt, storeBytes, addedBytes, sha256 } = version
    return note(
      { type: 'backup.made', version: number, storeBytes, addedBytes, removed },
      { newest: { number, sha256, madeAt: Date.parse(madeAt), storeBytes, addedBytes }, failure: null },
    )
  }

  /** A drive that is away for a week is one event, not two thousand. */
  function noteFailure({ code }: Failure, by: 'person' | 'schedule'): void {
    const failure = { code, at: now() }
    const isKnown = readNotes(store).failure?.code === code && by === 'schedule'
    if (isKnown) {
      store.transaction((tx) => {
        saveNotes(tx, { ...readNotes(tx), failure }, now())
        return ok(undefined)
      })
    } else {
      note({ type: 'backup.failed', code }, { failure })
    }
  }

  async function drill(kit: string | null): Promise<Result<BackupDrill>> {
    return exclusively('drill', async (place, signal) => {
      const recovered =
        kit === null
          ? await recoverOpen(place)
          : await vault.proveKit('restore-drill', () => openBackupWithKit(place, kit))
      if (!recovered.ok) return recovered
      const { identity, versions } = recovered.value
      try {
        const [newest] = versions
        if (newest === undefined) return fail('backup/none-found')
        if (identity.vaultId !== vault.vaultId) return fail('backup/other-vault')
        const drilled = await runDrill(recovered.value, {
          folder: deps.drillFolder,
          version: newest.number,
          withKit: kit !== null,
          clock,
          signal,
          onProgress: progress('drill'),
        })
        if (!drilled.ok || !store.isOpen) return drilled
        const noted = noteDrill(drilled.value)
        return noted.ok ? drilled : noted
      } finally {
        identity.wipe()
      }
    })
  }

  /** As the kit would open it, with the keys at hand. */
  async function recoverOpen(place: string): Promise<Result<RecoveredBackup>> {
    return attemptBackup(async () => {
      const backup = backupOf(vault, place)
      const versions = await listVersions(backup)
      const identity = vault.copyIdentity()
      return identity === null ? fail('backup/kit-first') : ok({ backup, identity, versions })
    })
  }

  function noteDrill({ version, withKit, messages, records, faults }: BackupDrill): Result<void> {
    const passed = faults.length === 0
    const outcome = passed ? 'passed' : 'failed'
    return note(
      { type: 'backup.drilled', version, withKit, outcome, messages, records, faults },
      { drill: { at: now(), passed, withKit } },
    )
  }

  return {
    state: () =>
      present(readNotes(store), {
        now: now(),
        hasKit: vault.hasRecoveryKit,
        keepsAll: keepsAll(),
        running: running?.work ?? null,
      }),

    choosePlace: async () => {
      const [place] = await deps.askOpenPaths({ multiple: false, kind: 'folder' })
      if (place === undefined) return ok(false)
      const isWritable = await attemptBackup(() => tryPlace(place))
      if (!isWritable.ok) return isWritable
      const chosen = note(
        { type: 'backup.place-chosen' },
        { place, isOurs: false, newest: null, failure: null, verified: null, changedPacks: [] },
      )
      return chosen.ok ? ok(true) : chosen
    },

    giveUpPlace: () => {
      running?.ending.abort()
      return note({ type: 'backup.place-given-up' }, { place: null, failure: null })
    },

    sayHolder: (isOurs) =>
      readNotes(store).place === null
        ? fail('backup/no-folder')
        : note(
            { type: 'backup.holder-said', holder: isOurs ? 'practice-alone' : 'somebody-else' },
            { isOurs },
          ),

    make,

    versions: async () => {
      const { place } = readNotes(store)
      if (place === null) return ok([])
      return attemptBackup(async () => {
        if (!(await stat(place)).isDirectory()) return fail('backup/folder-missing')
        return ok(await listVersions(backupOf(vault, place)))
      })
    },

    verify: () =>
      exclusively('verify', async (place, signal) => {
        const recoveryKit = vault.recoveryKitWrap
        if (recoveryKit === null) return fail('backup/kit-first')
        const { newest } = readNotes(store)
        const verified = await verifyBackup(backupOf(vault, place), {
          signal,
          onProgress: progress('verify'),
          known: { newest, recoveryKit },
        })
        if (!verified.ok || !store.isOpen) return verified
        const { versions, faults } = verified.value
        const isWhole = faults.length === 0
        const noted = note(
          { type: 'backup.verified', versions, faults: faults.length },
          {
            verified: { at: now(), isWhole },
            changedPacks: faults.filter(({ kind }) => kind === 'pack-changed').map(({ file }) => file),
          },
        )
        return noted.ok ? verified : noted
      }),

    drill,

    makeDue: async () => {
      if (running !== null || !vault.hasRecoveryKit) return
      const due = nextBackupAt(readNotes(store), now())
      if (due !== null && due <= now()) await make('schedule')
    },

    cancel: () => {
      running?.ending.abort()
    },
  }
}

function headOf(snapshot: Snapshot): { seq: number; hash: string } | null {
  const head = auditHead(snapshot)
  return head === null ? null : { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') }
}

/** Whether something can be written there, before it is chosen. */
async function tryPlace(place: string): Promise<Result<void>> {
  await access(place, constants.W_OK)
  return (await stat(place)).isDirectory() ? ok(undefined) : fail('backup/folder-missing')
}

function present(
  notes: BackupNotes,
  { now, ...state }: { readonly now: number } & Pick<BackupState, 'hasKit' | 'keepsAll' | 'running'>,
): BackupState {
  const { place, isOurs, newest, failure, verified, drill } = notes
  const next = nextBackupAt(notes, now)
  const timed = <T extends { at: number }>(one: T | null) =>
    one === null ? null : { ...one, at: new Date(one.at).toISOString() }
  return {
    place: place === null ? null : path.basename(place) || place,
    isOurs,
    ...state,
    newest:
      newest === null
        ? null
        : {
            madeAt: new Date(newest.madeAt).toISOString(),
            storeBytes: newest.storeBytes,
            addedBytes: newest.addedBytes,
          },
    nextAt: next === null ? null : new Date(Math.max(next, now)).toISOString(),
    failure: timed(failure),
    verified: timed(verified),
    drill: timed(drill),
    reminders: remindersOf(notes, now),
  }
}
