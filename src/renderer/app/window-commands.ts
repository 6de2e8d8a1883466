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
  const lock = useLock()
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions({ meta: toldAtFoot }))
  useCommand('new-message', () => {
    newMessage({})
  })
  useCommand('lock', lock)
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
  useCommand('go-activity', go.toActivity)
  useCommand('go-evidence', () => {
    go.toEvidence()
  })
  useCommand('open-settings', () => {
    go.toSettings()
  })
  useCommand('show-keys', () => {
    openSheet({ kind: 'keys' })
  })
}
