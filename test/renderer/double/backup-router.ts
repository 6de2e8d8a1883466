import { os } from './base.ts'

const newest = {
  number: 41,
  madeAt: '2026-11-22T07:30:00.000Z',
  storeBytes: 1_288_490_188,
  addedBytes: 9_437_184,
  messages: 18_402,
  people: 164,
}
const days = [0, 1, 2, 3, 7, 14, 30]
const versions = days.map((ago, index) => ({
  ...newest,
  number: newest.number - index,
  madeAt: new Date(Date.parse(newest.madeAt) - ago * 86_400_000).toISOString(),
  messages: newest.messages - ago * 23,
}))

/** `backup=none | old | broken | running | held`: what the folder and the last drill are like. */
export const backupRouter = {
  state: os.backup.state.handler(({ context: { state } }) => {
    const kind = state.scenario.backup
    const hasPlace = kind !== 'none'
    const isOld = kind === 'old'
    return {
      place: hasPlace ? 'Practice drive' : null,
      isOurs: hasPlace && !isOld,
      hasKit: state.hasRecoveryKit,
      keepsAll: kind === 'held',
      running: kind === 'running' ? ('backup' as const) : null,
      newest: hasPlace
        ? {
            madeAt: isOld ? '2026-11-10T07:30:00.000Z' : newest.madeAt,
            storeBytes: newest.storeBytes,
            addedBytes: newest.addedBytes,
          }
        : null,
      nextAt: hasPlace ? new Date(Date.now() + 20 * 3_600_000).toISOString() : null,
      failure: isOld ? { code: 'backup/folder-missing' as const, at: new Date().toISOString() } : null,
      verified: hasPlace
        ? { at: new Date(Date.now() - 3 * 86_400_000).toISOString(), isWhole: kind !== 'broken' }
        : null,
      drill: isOld
        ? null
        : {
            at: new Date(Date.now() - 12 * 86_400_000).toISOString(),
            passed: kind !== 'broken',
            withKit: true,
          },
      reminders: hasPlace
        ? isOld
          ? (['backup-old', 'drill-old'] as const).map((reminder) => reminder)
          : []
        : ['no-place' as const],
    }
  }),
  choosePlace: os.backup.choosePlace.handler(() => ({ chosen: true })),
  sayHolder: os.backup.sayHolder.handler(() => undefined),
  giveUpPlace: os.backup.giveUpPlace.handler(() => undefined),
  make: os.backup.make.handler(() => newest),
  versions: os.backup.versions.handler(() => versions),
  verify: os.backup.verify.handler(({ context: { state } }) => ({
    versions: versions.length,
    packs: 96,
    faults:
      state.scenario.backup === 'broken'
        ? [
            { kind: 'behind' as const, file: '000042.version', versions: [42] },
            {
              kind: 'pack-changed' as const,
              file: '7be19c04d2a84f53b6e0d71f90c3a852.pack',
              versions: [39, 40, 41],
            },
          ]
        : [],
  })),
  drill: os.backup.drill.handler(({ context: { state }, input }) => ({
    version: newest.number,
    madeAt: newest.madeAt,
    withKit: input.kit !== null,
    messages: newest.messages,
    sources: 17_900,
    records: 52_118,
    faults: state.scenario.backup === 'broken' ? ['unreadable' as const] : [],
  })),
  cancel: os.backup.cancel.handler(() => undefined),
  chooseSource: os.backup.chooseSource.handler(() => ({ place: 'Practice drive' })),
  openSource: os.backup.openSource.handler(() => versions),
  restore: os.backup.restore.handler(({ context: { state } }) => {
    state.phase = 'unlocked'
  }),
  cancelRestore: os.backup.cancelRestore.handler(() => undefined),
}
