import { useQuery } from '@tanstack/react-query'
import { useNewMessage } from '../features/composer/use-new-message.ts'
import { toldAtFoot } from './cache.ts'
import { useEngine } from './engine.ts'
import { useLock } from './lock.ts'
import { useCommand } from './keys/registry.ts'
import { go } from './places.ts'
import { openSheet } from './sheets.ts'
import { runUndo } from './undo.ts'

/** What the window can do wherever the person is. */
export function useWindowCommands(): void {
  const newMessage = useNewMessage()
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions({ meta: toldAtFoot }))
  useCommand('new-message', () => {
    newMessage({})
  })
  useCommand('undo', runUndo)
  useCommand('new-mailbox', () => {
    const [account] = accounts.data ?? []
    if (account !== undefined) openSheet({ kind: 'new-mailbox', accountId: account.id, parent: null })
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
