import { where } from '../../app/places.ts'
import { useStore } from '../../app/store.ts'
import { Composer } from '../composer/composer.tsx'
import { OutboxItemView } from '../outbox/outbox-item.tsx'
import { ListPane } from './list/list-pane.tsx'
import { Reader } from './reader/reader.tsx'
import { useGoneMailbox } from './use-gone-mailbox.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** The list, and beside it what was chosen: a message, a waiting one, or the one being written. */
export function MailScreen() {
  const { box, draftId, messageId } = useStore(where)
  useKeptFocus(draftId ?? messageId)
  useGoneMailbox()
  return (
    <div className="panes">
      <ListPane />
      {draftId !== null ? (
        <Composer key={draftId} draftId={draftId} />
      ) : box.kind === 'outbox' ? (
        <OutboxItemView />
      ) : (
        <Reader />
      )}
    </div>
  )
}
