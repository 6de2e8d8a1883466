import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, type ReactNode } from 'react'
import type { Account } from '../../../../shared/contract/index.ts'
import { createStore, useStore } from '../../../app/store.ts'

/** Folded for as long as the window lives. */
const folded = createStore<ReadonlySet<Account['id']>>(new Set())

type Props = { readonly account: Account; readonly children: ReactNode }

/** The mailboxes of one of several accounts, under its address; they can be folded away. */
export function AccountGroup({ account: { id, address }, children }: Props) {
  const isRail = useMediaQuery('(width < 1100px)', false, { getInitialValueInEffect: false })
  const all = useStore(folded)
  const isOpen = !all.has(id)
  const partId = useId()
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <>
      <Tooltip label={address} position="right" disabled={!isRail}>
        <button
          type="button"
          className="nav-group"
          aria-expanded={isOpen}
          aria-controls={partId}
          onClick={() => {
            folded.set((current) => {
              const next = new Set(current)
              if (!next.delete(id)) next.add(id)
              return next
            })
          }}
        >
          <Chevron size={14} stroke={2} aria-hidden />
          <span className="nav-label">{address}</span>
        </button>
      </Tooltip>
      {isOpen && (
        <div id={partId} role="group" aria-label={address} className="nav-group-items">
          {children}
        </div>
      )}
    </>
  )
}
