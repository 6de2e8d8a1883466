import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { Icon } from '@tabler/icons-react'

type Props = {
  readonly icon: Icon
  readonly label: string
  readonly count?: number
  /** What the count counts, for who hears it: "3 unread". */
  readonly countText?: string
  readonly isCurrent?: boolean
  readonly needsAttention?: boolean
  readonly onClick: () => void
}

/** A line of the sidebar; in the rail only its icon is seen, and its words on hover. */
export function NavItem({
  icon: Glyph,
  label,
  count = 0,
  countText,
  isCurrent,
  needsAttention,
  onClick,
}: Props) {
  const isRail = useMediaQuery('(width < 1100px)', false, { getInitialValueInEffect: false })
  return (
    <Tooltip label={label} position="right" disabled={!isRail}>
      <button
        type="button"
        className="nav-item"
        aria-current={isCurrent ? 'page' : undefined}
        data-attention={needsAttention ? true : undefined}
        onClick={onClick}
      >
        <Glyph size={18} stroke={1.75} aria-hidden />
        <span className="nav-label">{label}</span>
        {count > 0 && (
          <span className="nav-count">
            <span aria-hidden="true">{count}</span>
            <span className="visually-hidden">{countText}</span>
          </span>
        )}
      </button>
    </Tooltip>
  )
}
