import { createHash } from 'node:crypto'
import { readLimits } from '../../practice/index.ts'
import { chooseFile } from '../chosen-files.ts'
import { anyVault, unlocked, unwrap } from './base.ts'

export const policyRouter = {
  state: anyVault.policy.state.handler(({ context, errors }) => {
    const { kind, policy } = context.session
    const state = unwrap(policy.state(), errors)
    return { ...state, mayIssue: state.mayIssue && kind === 'mail' }
  }),

  limits: anyVault.policy.limits.handler(({ context }) => readLimits(context.session.store)),

  issue: unlocked.policy.issue.handler(({ input, context, errors }) => {
    unwrap(context.session.policy.issue(input), errors)
    context.engine.touch()
  }),

  review: unlocked.policy.review.handler(({ context, errors }) => {
    unwrap(context.session.policy.review(), errors)
  }),

  save: anyVault.policy.save.handler(async ({ context, errors }) => {
    const { policy, saveFile, audit } = context.session
    const file = policy.file()
    if (file === null) {
      return { saved: false }
    }
    const { number, bytes } = file
    const hash = createHash('sha256').update(bytes).digest('hex')
    const name = `practice-${String(number)}.sealpost-policy`
    const saved = await saveFile({ name, bytes, way: 'exported', messageId: null }, () =>
      audit.record({ type: 'policy.saved', version: number, hash }),
    )
    return { saved: unwrap(saved, errors) }
  }),

  choose: anyVault.policy.choose.handler(async ({ context, errors }) => {
    const { engine, session } = context
    const chosen = await chooseFile(engine, session.store)
    if (chosen === null) {
      return null
    }
    const { bytes } = unwrap(chosen, errors)
    return unwrap(session.policy.consider(bytes), errors)
  }),

  considerAttached: unlocked.policy.considerAttached.handler(async ({ input, context, errors }) => {
    const { inbound, policy } = context.session
    const { bytes } = unwrap(await inbound.attachment(input.message, input.partPath), errors)
    return unwrap(policy.consider(bytes), errors)
  }),

  accept: anyVault.policy.accept.handler(({ input, context, errors }) => {
    unwrap(context.session.policy.accept(input.hash), errors)
    // A shorter idle time counts from now on.
    context.engine.touch()
  }),

  leave: anyVault.policy.leave.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.policy.leave(input.passphrase), errors)
    context.engine.touch()
  }),
}
