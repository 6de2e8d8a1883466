import { hashKey, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AppEvent, AppState } from '../../shared/contract/index.ts'
import { couldNotOpen } from './ask-again.ts'
import { connection } from './connection.ts'
import { backupProgress, exportProgress, importProgress, renewalProgress } from './carry-progress.ts'
import { useEngine, type Engine } from './engine.ts'
import { fetchProgress } from './fetch-progress.ts'
import { isCommandId } from './keys/commands.ts'
import { runCommand } from './keys/registry.ts'
import { clearLines, sayFailure } from './lines.ts'
import { go } from './places.ts'
import { closeSheet, openSheet } from './sheets.ts'
import { setUndo } from './undo.ts'
import { takenDrafts } from './taken-drafts.ts'

function refresh(cache: QueryClient, key: readonly unknown[]): void {
  void cache.invalidateQueries({ queryKey: key })
}

/**
 * Shows the life that the engine has entered. Of a locked practice nothing stays: its screens go at once, not when
 * an answer comes. Emptying the memory alone would leave them standing, since that tells no screen.
 */
export function enterPhase(phase: AppState['phase'], cache: QueryClient, queries: Engine['queries']): void {
  const stateKey = queries.app.state.queryKey()
  if (phase !== 'unlocked') {
    cache.setQueryData<AppState>(stateKey, (state) => state && { ...state, phase })
    closeSheet()
    clearLines()
    setUndo(null)
    go.toSearch('')
    connection.set(null)
    cache.removeQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(stateKey) })
    cache.getMutationCache().clear()
  }
  refresh(cache, queries.app.key())
}

/** Turns what the engine says into what the window asks again. */
export function applyEvent(event: AppEvent, cache: QueryClient, queries: Engine['queries']): void {
  switch (event.type) {
    case 'phase-changed':
      enterPhase(event.phase, cache, queries)
      return
    case 'mail-changed':
      refresh(cache, queries.mail.mailboxes.key())
      refresh(cache, queries.mail.search.key())
      refresh(cache, queries.mail.unfetched.key())
      refresh(cache, queries.mail.leftDrafts.key())
      void cache.refetchQueries({
        queryKey: queries.mail.open.key(),
        type: 'active',
        predicate: couldNotOpen,
      })
      // Null: the inboxes of all accounts together.
      for (const mailboxId of [...event.mailboxIds, null]) {
        refresh(cache, queries.mail.list.key({ input: { mailboxId } }))
      }
      return
    case 'mailbox-refused':
      sayFailure({ code: event.code })
      return
    case 'connection-changed':
      connection.set(event.connection)
      return
    case 'accounts-changed':
      refresh(cache, queries.accounts.key())
      refresh(cache, queries.mail.mailboxes.key())
      refresh(cache, queries.mail.list.key())
      refresh(cache, queries.mail.search.key())
      refresh(cache, queries.drafts.list.key())
      return
    case 'outbox-changed':
      refresh(cache, queries.outbox.key())
      refresh(cache, queries.drafts.list.key())
      return
    case 'draft-changed':
      refresh(cache, queries.drafts.list.key())
      return
    case 'draft-taken':
      refresh(cache, queries.drafts.list.key())
      // The composer that shows it begins anew, once what came is here.
      void cache
        .refetchQueries({
          queryKey: queries.drafts.get.key({ input: { id: event.draftId } }),
          type: 'active',
        })
        .then(() => {
          takenDrafts.set((before) =>
            new Map(before).set(event.draftId, (before.get(event.draftId) ?? 0) + 1),
          )
        })
      return
    case 'contacts-changed':
      refresh(cache, queries.addressBook.groups.key())
      refresh(cache, queries.contacts.key())
      return
    case 'fetch-progress':
      fetchProgress.set(event)
      return
    case 'export-progress':
      exportProgress.set({ done: event.done, total: event.total })
      return
    case 'import-progress':
      importProgress.set(event)
      refresh(cache, queries.carry.imports.key())
      return
    case 'backup-progress':
      backupProgress.set(event)
      return
    case 'renewal-progress':
      renewalProgress.set({ done: event.done, total: event.total })
      return
    case 'store-key-changed':
      refresh(cache, queries.vault.storeKey.key())
      return
    case 'backup-changed':
      refresh(cache, queries.backup.state.key())
      return
    case 'collector-changed':
      refresh(cache, queries.collector.state.key())
      return
    case 'audit-appended':
      refresh(cache, queries.collector.state.key())
      refresh(cache, queries.audit.list.key())
      refresh(cache, queries.audit.headLetter.key())
      return
    case 'tasks-changed':
      refresh(cache, queries.evidence.openCount.key())
      refresh(cache, queries.evidence.overview.key())
      return
    case 'recovery-changed':
      refresh(cache, queries.recovery.status.key())
      return
    case 'quit-asked':
      openSheet({ kind: 'leaving', before: 'quit' })
      return
    case 'command':
      if (isCommandId(event.command)) runCommand(event.command)
  }
}

/** How long to wait before following again, should the stream end. */
const retryMs = 1000

/** Follows the engine's events as long as the window lives; asks again when the stream ends. */
export function useEngineEvents(cache: QueryClient): void {
  const { client, queries } = useEngine()
  useEffect(() => {
    const ending = new AbortController()
    const follow = async () => {
      const events = await client.app.events(undefined, { signal: ending.signal })
      for await (const event of events) applyEvent(event, cache, queries)
    }
    const keepFollowing = async () => {
      for (;;) {
        await follow().catch(() => undefined)
        if (ending.signal.aborted) return
        await new Promise((wake) => setTimeout(wake, retryMs))
      }
    }
    void keepFollowing()
    return () => {
      ending.abort()
    }
  }, [cache, client, queries])
}
