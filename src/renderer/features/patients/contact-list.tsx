import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactKind } from '../../../shared/contract/index.ts'
import { useCommand } from '../../app/keys/registry.ts'
import { go, where } from '../../app/places.ts'
import { openSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { Empty } from '../../ui/empty.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { protectionState } from './protection-state.ts'

function ContactRow({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const state = protectionState(contact)
  return (
    <div className="row contact-row">
      <div className="row-line">
        <span className="row-who">{contact.name}</span>
      </div>
      <div className="row-line">
        <span className="row-snippet" data-attention={state === 'notToldRow' || undefined}>
          {t(`patients.${state}`)}
        </span>
      </div>
    </div>
  )
}

type Props = {
  readonly contacts: readonly Contact[]
  readonly kind: ContactKind
  readonly isArchived: boolean
  readonly isSearch: boolean
}

/** Those who haven't been told their passphrase stand first. */
export function ContactList({ contacts, kind, isArchived, isSearch }: Props) {
  const { t } = useTranslation()
  const { contactId } = useStore(where)
  const notTold = contacts.filter((contact) => protectionState(contact) === 'notToldRow')
  const others = contacts.filter((contact) => protectionState(contact) !== 'notToldRow')
  const rows = [...notTold, ...others]
  const selectedIndex = rows.findIndex((contact) => contact.id === contactId)
  const select = (index: number) => {
    const contact = rows[index]
    if (contact) go.toPatients(contact.id)
  }
  useCommand('next', () => {
    select(Math.min(rows.length - 1, selectedIndex + 1))
  })
  useCommand('previous', () => {
    select(Math.max(0, selectedIndex - 1))
  })
  if (rows.length === 0 && isSearch) return <Empty text={t('patients.noMatch')} />
  if (rows.length === 0 && isArchived) return <Empty text={t('addressBook.emptyArchived')} />
  if (rows.length === 0 && kind === 'patient') {
    return (
      <Empty text={t('patients.empty')} hint={t('patients.emptyHint')}>
        <Button
          onClick={() => {
            openSheet({ kind: 'contact', contactId: null })
          }}
        >
          {t('patients.add')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'import-people' })
          }}
        >
          {t('addressBook.import')}
        </Button>
      </Empty>
    )
  }
  if (rows.length === 0) {
    return <Empty text={kind === 'colleague' ? t('patients.emptyColleague') : t('patients.emptyOther')} />
  }
  return (
    <>
      {notTold.length > 0 && (
        <p className="list-note">
          {t('patients.notTold')}: {notTold.length}
        </p>
      )}
      <VirtualList
        label={t(`patients.kinds.${kind}`)}
        count={rows.length}
        rowHeight={64}
        selectedIndex={selectedIndex}
        onSelect={select}
        rowKey={(index) => rows[index]?.id ?? index}
        renderRow={(index) => {
          const contact = rows[index]
          return contact && <ContactRow contact={contact} />
        }}
      />
    </>
  )
}
