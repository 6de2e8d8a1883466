import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailAddress, MessageView } from '../../../../shared/contract/index.ts'
import { AddressMenu } from './address-menu.tsx'

/** So many are named; the rest is counted, since the head of a message may name thousands. */
const mostNamed = 12

function Names({ people }: { readonly people: readonly MailAddress[] }) {
  const { t } = useTranslation()
  const shown = people.slice(0, mostNamed)
  const left = people.length - shown.length
  const isLast = (index: number) => index === people.length - 1
  return (
    <>
      {shown.map((person, index) => (
        <Fragment key={`${String(index)} ${person.address}`}>
          {index > 0 && (isLast(index) ? ` ${t('reader.address.and')} ` : ', ')}
          <AddressMenu person={person} className="address-name">
            {person.name === '' ? person.address : person.name}
          </AddressMenu>
        </Fragment>
      ))}
      {left > 0 && ` ${t('reader.address.others', { count: left })}`}
    </>
  )
}

/** Whom a message went to; each name holds its address. */
export function PeopleLine({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  return (
    <p className="detail">
      {view.to.length > 0 && (
        <>
          {t('reader.address.to')} <Names people={view.to} />
        </>
      )}
      {view.cc.length > 0 && (
        <>
          {view.to.length > 0 && ', '}
          {t('reader.address.copyTo')} <Names people={view.cc} />
        </>
      )}
    </p>
  )
}
