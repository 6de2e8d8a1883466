import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Policy, PolicySeat } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'

type Props = {
  readonly policy: Policy
  /** The key of this vault's seat. */
  readonly ownKey: string
  /** The owner's own vault: she changes and ends seats. */
  readonly isOwner: boolean
}

/** Everybody who has a seat, and who had one. */
export function SeatList({ policy, ownKey, isOwner }: Props) {
  return (
    <ul className="factor-list" aria-labelledby="policy-seats">
      {policy.seats.map((seat) => (
        <SeatRow key={seat.id} policy={policy} seat={seat} isSelf={seat.key === ownKey} isOwner={isOwner} />
      ))}
    </ul>
  )
}

type RowProps = {
  readonly policy: Policy
  readonly seat: PolicySeat
  readonly isSelf: boolean
  readonly isOwner: boolean
}

function SeatRow({ policy, seat, isSelf, isOwner }: RowProps) {
  const { t } = useTranslation()
  const { name, since, revokedAt } = seat
  const role = t(`settings.policy.roles.${seat.role}`)
  return (
    <li className="factor-row">
      <div className="factor-words">
        <p className="factor-name">{isSelf ? `${name} (${t('settings.policy.seats.you')})` : name}</p>
        <p className="detail">
          {revokedAt === null
            ? t('settings.policy.seats.since', { role, date: formatDate(since) })
            : t('settings.policy.seats.ended', { role, date: formatDate(revokedAt) })}
        </p>
      </div>
      {isOwner && seat.role !== 'owner' && revokedAt === null && (
        <>
          <Button
            variant="default"
            size="xs"
            aria-label={t('settings.policy.seats.changeLabel', { name })}
            onClick={() => {
              openSheet({ kind: 'of-security', sheet: { kind: 'seat', policy, seat } })
            }}
          >
            {t('settings.policy.seats.change')}
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={t('settings.policy.seats.endLabel', { name })}
            onClick={() => {
              openSheet({ kind: 'of-security', sheet: { kind: 'end-seat', policy, seat } })
            }}
          >
            {t('settings.policy.seats.end')}
          </Button>
        </>
      )}
    </li>
  )
}
