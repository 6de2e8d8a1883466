import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Delivery, OutboxItem } from '../../../shared/contract/index.ts'
import type { LogicalMessageId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { shortName } from '../../i18n/names.ts'
import { deliveryText } from './outbox-state.ts'
import { useOutboxActions } from './use-outbox-actions.ts'
import './outbox.css'

type Props = {
  readonly deliveries: readonly Delivery[]
  readonly logicalId: LogicalMessageId | null
  readonly held?: Pick<OutboxItem, 'hold' | 'leavesAt'>
}

/** How it went to each recipient. Who couldn't open a sealed message gets it in the other form. */
export function DeliveryRows({ deliveries, logicalId, held }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const actions = useOutboxActions()
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {} })).data ?? []
  // By address the last copy counts: who got the other form since then isn't missed any more.
  const last = [...new Map(deliveries.map((one) => [one.address, one])).values()]
  const isMissed = last.some(
    ({ state, isTlsWaived }) => state === 'returned' || (state === 'refused' && isTlsWaived === true),
  )
  const canGoWithoutTls = last.some((one) => one.canGoWithoutTls === true)
  return (
    <>
      <ul className="delivery-rows">
        {deliveries.map((delivery, index) => {
          const contact = contacts.find(
            (candidate) =>
              candidate.id === delivery.contactId || candidate.addresses.includes(delivery.address),
          )
          const canResend =
            delivery.state === 'sent' && delivery.method === 'sealed-message' && logicalId !== null && contact
          return (
            <li key={`${delivery.address} ${index}`} className="delivery-row">
              <span className="delivery-text">
                <span>{contact?.name ?? delivery.address}</span>
                <span className="detail">
                  {t(`outbox.${delivery.method}`)} · {deliveryText(delivery, t, held)}
                </span>
              </span>
              {canResend && (
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    actions.sendOtherForm(logicalId, contact.id)
                  }}
                >
                  {t('outbox.otherForm', { name: shortName(contact.name) })}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {canGoWithoutTls && logicalId !== null && <p className="detail">{t('outbox.sendWithoutTlsText')}</p>}
      {isMissed && logicalId !== null && (
        <div className="delivery-actions">
          {canGoWithoutTls && (
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                actions.sendWithoutTls(logicalId)
              }}
            >
              {t('outbox.sendWithoutTls')}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              actions.writeAgain(logicalId)
            }}
          >
            {t('outbox.writeAgain')}
          </Button>
        </div>
      )}
    </>
  )
}
