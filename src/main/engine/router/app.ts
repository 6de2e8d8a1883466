import { fail, ok } from '../../../shared/result.ts'
import {
  ownSettings,
  readLimits,
  readPreferences,
  savePreferences,
  settingsInForce,
} from '../../practice/index.ts'
import type { Settings } from '../../../shared/contract/index.ts'
import type { Session } from '../session-type.ts'
import { anyVault, os, unwrap } from './base.ts'

const recordedSettings = [
  'idleLockMinutes',
  'hidesFromScreenCapture',
  'singleLetterKeys',
  'colorScheme',
  'looksUpKeys',
  'fetchUpToBytes',
  'fetchBackMonths',
  'keepsDraftsOnHost',
  'spelling',
  'passkeyUnlocksAlone',
  'recognizersOff',
] as const satisfies readonly (keyof Settings)[]

/** Lists as their entries, in order of the alphabet. */
function recordedValue(value: Settings[keyof Settings]): string | number | boolean {
  if (value === null) return 'any'
  if (typeof value !== 'object') return value
  return value.length === 0 ? 'none' : value.toSorted().join(', ')
}

export const appRouter = {
  state: os.app.state.handler(({ context }) => context.engine.state()),

  events: os.app.events.handler(async function* ({ context, signal }) {
    yield* context.engine.events.subscribe(signal)
  }),

  touch: os.app.touch.handler(({ context }) => {
    context.engine.touch()
  }),

  noteCopy: anyVault.app.noteCopy.handler(({ context }) => context.engine.desktop.noteCopy()),

  answerQuit: os.app.answerQuit.handler(({ input, context }) => {
    context.engine.answerQuit(input.mayQuit)
  }),

  openLink: os.app.openLink.handler(async ({ input, context, errors }) => {
    const { engine } = context
    const { demo, phase } = engine.state()
    // Before there is a store there is no log: then only pages that come with the program are opened.
    const isProviderPage = phase === 'first-run' && engine.resources.presets.isProviderPage(input.url)
    // The demo's patients' view is a page of the start script on this computer.
    if (!isProviderPage && input.url !== demo?.patientViewUrl) {
      const session = unwrap(engine.anySession(), errors)
      const scheme = new URL(input.url).protocol
      if (scheme !== 'https:' && scheme !== 'mailto:') {
        unwrap(fail('rpc/bad-input'), errors)
      }
      unwrap(
        session.audit.record({ type: 'link.opened', scheme: scheme === 'https:' ? 'https' : 'mailto' }),
        errors,
      )
    }
    await engine.desktop.openExternal(input.url)
  }),

  settings: anyVault.app.settings.handler(({ context }) => settingsInForce(context.session.store)),

  saveSettings: anyVault.app.saveSettings.handler(({ input: wanted, context, errors }) => {
    const { session } = context
    const { store, audit } = session
    const before = readPreferences(store)
    const input = ownSettings(before, wanted, readLimits(store))
    const saved = store.transaction((tx) => {
      savePreferences(tx, input, context.engine.clock().getTime())
      for (const setting of recordedSettings) {
        const [old, now] = [recordedValue(before[setting]), recordedValue(input[setting])]
        if (old !== now) {
          const recorded = audit.append(tx, { type: 'settings.changed', setting, old, new: now })
          if (!recorded.ok) {
            return recorded
          }
        }
      }
      return ok(undefined)
    })
    unwrap(saved, errors)
    if (session.kind === 'mail') {
      followSettings(session, before, input)
    }
    context.engine.touch()
    void context.engine.desktop.hideFromScreenCapture(input.hidesFromScreenCapture)
  }),
}

/** What mail comes, and which drafts lie at the host. */
function followSettings({ inbound }: Session, before: Settings, after: Settings): void {
  if (after.fetchUpToBytes !== before.fetchUpToBytes || after.fetchBackMonths !== before.fetchBackMonths) {
    inbound.syncNow()
  }
  if (after.keepsDraftsOnHost !== before.keepsDraftsOnHost) {
    inbound.draftGone()
  }
}
