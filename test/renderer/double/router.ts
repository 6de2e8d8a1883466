import { accountsRouter } from './accounts-router.ts'
import { addressBookRouter } from './address-book-router.ts'
import { appRouter, practiceRouter, vaultRouter } from './app-router.ts'
import { os } from './base.ts'
import { contactsRouter } from './contacts-router.ts'
import { draftsRouter, outboxRouter } from './drafts-router.ts'
import { carryRouter } from './carry-router.ts'
import { mailRouter } from './mail-router.ts'
import { filesLetOut, readerRouter } from './reader-router.ts'

/**
 * The whole contract in memory: the engine's double for what the window shows. What the engine really does is
 * tested on the engine; here only states that are hard to provoke there are played.
 */
export const doubleRouter = os.router({
  app: appRouter,
  vault: vaultRouter,
  accounts: accountsRouter,
  mail: mailRouter,
  carry: carryRouter,
  reader: readerRouter,
  contacts: contactsRouter,
  addressBook: addressBookRouter,
  drafts: draftsRouter,
  outbox: outboxRouter,
  practice: practiceRouter,
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
    filesLetOut: os.audit.filesLetOut.handler(({ context: { state } }) => ({
      rows: state.scenario.content === 'demo' ? filesLetOut() : [],
      next: null,
    })),
    showFileLetOut: os.audit.showFileLetOut.handler(() => undefined),
    types: os.audit.types.handler(({ context }) => [...new Set(context.state.audit.map((row) => row.type))]),
    status: os.audit.status.handler(({ context: { state } }) => ({
      count: state.audit.length,
      isIntact: true,
      firstBad: null,
      anchoredAt: new Date(Date.now() - 120_000).toISOString(),
    })),
    export: os.audit.export.handler(({ context }) => ({
      saved: true,
      count: context.state.audit.length,
      headHash: '9f2c41d07be3a9d0b77e4460ff2318a9d07be83302e5f4c1d5529a01b77e4460',
    })),
  },
})
