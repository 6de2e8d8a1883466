import { accountsRouter } from './accounts-router.ts'
import { addressBookRouter } from './address-book-router.ts'
import { activityReview, storyOf } from './audit.data.ts'
import { appRouter, practiceRouter, recoveryRouter, vaultRouter } from './app-router.ts'
import { backupRouter } from './backup-router.ts'
import { policyRouter } from './policy-router.ts'
import { os } from './base.ts'
import { bindersRouter } from './binders-router.ts'
import { collectorRouter } from './collector-router.ts'
import { contactsRouter } from './contacts-router.ts'
import { disclosuresRouter } from './disclosures-router.ts'
import { beginHeadLetter, draftsRouter, outboxRouter } from './drafts-router.ts'
import { carryRouter } from './carry-router.ts'
import { evidenceRouter } from './evidence-router.ts'
import { holdsRouter } from './holds-router.ts'
import { logsRouter } from './logs-router.ts'
import { mailRouter } from './mail-router.ts'
import { filesLetOut, readerRouter } from './reader-router.ts'
import { spellingRouter } from './spelling-router.ts'

/**
 * The whole contract in memory: the engine's double for what the window shows. What the engine really does is
 * tested on the engine; here only states that are hard to provoke there are played.
 */
export const doubleRouter = os.router({
  app: appRouter,
  vault: vaultRouter,
  recovery: recoveryRouter,
  accounts: accountsRouter,
  mail: mailRouter,
  carry: carryRouter,
  reader: readerRouter,
  contacts: contactsRouter,
  addressBook: addressBookRouter,
  drafts: draftsRouter,
  outbox: outboxRouter,
  spelling: spellingRouter,
  practice: practiceRouter,
  backup: backupRouter,
  collector: collectorRouter,
  policy: policyRouter,
  audit: {
    list: os.audit.list.handler(({ context: { state }, input }) => ({
      rows: state.audit.filter(
        (row) =>
          (input.types === undefined || input.types.includes(row.type)) &&
          (input.from === undefined || row.at >= input.from) &&
          (input.to === undefined || row.at <= input.to),
      ),
      nextCursor: null,
    })),
    story: os.audit.story.handler(({ context: { state } }) => storyOf(state.audit)),
    filesLetOut: os.audit.filesLetOut.handler(({ context: { state } }) => ({
      rows: state.scenario.content === 'demo' ? filesLetOut() : [],
      next: null,
    })),
    showFileLetOut: os.audit.showFileLetOut.handler(() => undefined),
    types: os.audit.types.handler(({ context }) => [...new Set(context.state.audit.map((row) => row.type))]),
    status: os.audit.status.handler(({ context: { state } }) => ({
      count: state.audit.length,
      isIntact: !state.scenario.isPutBack,
      firstBad: null,
      anchoredAt: new Date(Date.now() - 120_000).toISOString(),
    })),
    review: os.audit.review.handler(({ context: { state } }) => activityReview(state)),
    signReview: os.audit.signReview.handler(({ context: { state } }) => {
      state.reviewedUpTo = state.audit.length
    }),
    explainRollback: os.audit.explainRollback.handler(() => undefined),
    saveVerifier: os.audit.saveVerifier.handler(() => ({ saved: true })),
    headLetter: os.audit.headLetter.handler(({ context: { state } }) => state.headLetter),
    planHeadLetter: os.audit.planHeadLetter.handler(({ context: { state }, input }) => {
      state.headLetter = { ...state.headLetter, ...input }
    }),
    writeHeadLetter: os.audit.writeHeadLetter.handler(({ context: { state }, input }) =>
      beginHeadLetter(state, input),
    ),
    export: os.audit.export.handler(({ context }) => ({
      saved: true,
      count: context.state.audit.length,
      headHash: '9f2c41d07be3a9d0b77e4460ff2318a9d07be83302e5f4c1d5529a01b77e4460',
    })),
  },
  logs: logsRouter,
  binders: bindersRouter,
  evidence: evidenceRouter,
  disclosures: disclosuresRouter,
  holds: holdsRouter,
})
