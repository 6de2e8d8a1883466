import { useQueryClient } from '@tanstack/react-query'
import { useNewMessage } from '../features/composer/use-new-message.ts'
import { useEngine } from './engine.ts'
import { failureOf } from './failure.ts'
import { sayFailure } from './lines.ts'
import { useLock } from './lock.ts'
import { useCommand } from './keys/registry.ts'
import { go } from './places.ts'
import { openSheet } from './sheets.ts'
import { runUndo } from './undo.ts'

/** What the window can do wherever the person is. */
export function useWindowCommands(): void {
  const newMessage = useNewMessage()
  const { queries } = useEngine()
  const cache = useQueryClient()
  useCommand('new-message', () => {
    newMessage({})
  })
  useCommand('undo', runUndo)
  useCommand('new-mailbox', () => {
    // The accounts may still be on their way: a key pressed meanwhile waits for them.
    cache
      .query(queries.accounts.list.queryOptions())
      .then(([account]) => {
        if (account !== undefined) openSheet({ kind: 'new-mailbox', accountId: account.id, parent: null })
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  })
  useCommand('go-inbox', () => {
    go.toBox({ kind: 'inbox' })
  })
  useCommand('go-sent', () => {
    go.toBox({ kind: 'sent' })
  })
  useCommand('go-patients', () => {
    go.toPatients()
  })
  useCommand('go-evidence', () => {
    go.toEvidence()
  })
  useAuditorCommands()
}

/** Of those, what an auditor can do. */
export function useAuditorCommands(): void {
  useCommand('lock', useLock())
  useCommand('go-activity', go.toActivity)
  useCommand('open-settings', () => {
    go.toSettings()
  })
  useCommand('show-keys', () => {
    openSheet({ kind: 'keys' })
  })
}
