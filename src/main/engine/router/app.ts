import { fail, ok } from '../../../shared/result.ts'
import { readPreferences, savePreferences } from '../../practice/index.ts'
import { os, unlocked, unwrap } from './base.ts'

export const appRouter = {
  state: os.app.state.handler(({ context }) => context.engine.state()),

  events: os.app.events.handler(async function* ({ context, signal }) {
    yield* context.engine.events.subscribe(signal)
  }),

  touch: os.app.touch.handler(({ context }) => {
    context.engine.touch()
  }),

  answerQuit: os.app.answerQuit.handler(({ input, context }) => {
    context.engine.answerQuit(input.mayQuit)
  }),

  openLink: unlocked.app.openLink.handler(async ({ input, context, errors }) => {
    const { engine, session } = context
    // The demo's patients' view is a page of the start script on this computer.
    if (input.url !== engine.state().demo?.patientViewUrl) {
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

  settings: unlocked.app.settings.handler(({ context }) => readPreferences(context.session.store)),

  saveSettings: unlocked.app.saveSettings.handler(({ input, context, errors }) => {
    const { store, audit } = context.session
    const before = readPreferences(store)
    const saved = store.transaction((tx) => {
      savePreferences(tx, input, context.engine.clock().getTime())
      for (const setting of ['idleLockMinutes', 'singleLetterKeys', 'colorScheme', 'looksUpKeys'] as const) {
        if (before[setting] !== input[setting]) {
          const recorded = audit.append(tx, {
            type: 'settings.changed',
            setting,
            old: before[setting],
            new: input[setting],
          })
          if (!recorded.ok) {
            return recorded
          }
        }
      }
      return ok(undefined)
    })
    unwrap(saved, errors)
    context.engine.touch()
  }),
}
