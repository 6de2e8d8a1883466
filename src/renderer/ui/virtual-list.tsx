import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import './virtual-list.css'

type Props = {
  readonly label: string
  readonly count: number
  /** Every row has this height in pixels. */
  readonly rowHeight: number
  readonly selectedIndex: number
  readonly onSelect: (index: number) => void
  /** What is selected, where its place alone doesn't say: a row that others push down isn't scrolled to. */
  readonly selectedKey?: number | string | null
  /** Told which rows exist: those in sight and a few around them. */
  readonly onShown?: (first: number, last: number) => void
  readonly renderRow: (index: number) => ReactNode
  /** Unless told, rows are known by their place. */
  readonly rowKey?: (index: number) => number | string
}

const stepOf: Readonly<Record<string, (index: number, count: number, page: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_index, count) => count - 1,
  PageDown: (index, _count, page) => index + page,
  PageUp: (index, _count, page) => index - page,
}

/** A list of which only the visible rows exist: one stop for Tab, arrows move, as a listbox does. */
export function VirtualList(props: Props) {
  const { label, count, rowHeight, selectedIndex, onSelect, onShown, renderRow, rowKey } = props
  const frame = useRef<HTMLDivElement>(null)
  const id = useId()
  // eslint-disable-next-line react-hooks/incompatible-library -- the window is built without React's compiler
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    ...(rowKey !== undefined && { getItemKey: rowKey }),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const firstShown = items[0]?.index ?? 0
  const lastShown = items.at(-1)?.index ?? 0
  const { selectedKey = selectedIndex } = props
  const isSelected = selectedIndex >= 0
  const latestIndex = useRef(selectedIndex)

  useEffect(() => {
    latestIndex.current = selectedIndex
  })
  useEffect(() => {
    if (isSelected) virtual.scrollToIndex(latestIndex.current, { align: 'auto' })
  }, [selectedKey, isSelected, virtual])

  useEffect(() => {
    if (count > 0) onShown?.(firstShown, lastShown)
  }, [count, firstShown, lastShown, onShown])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || count === 0) return
    event.preventDefault()
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? rowHeight) / rowHeight) - 1)
    onSelect(Math.max(0, Math.min(count - 1, step(selectedIndex, count, page))))
  }

  const isSelectedShown = items.some((item) => item.index === selectedIndex)
  return (
    <div
      ref={frame}
      className="virtual-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={isSelectedShown ? `${id}-${selectedIndex}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="virtual-list-space" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <div
            key={item.key}
            id={`${id}-${item.index}`}
            className="virtual-list-row"
            role="option"
            aria-selected={item.index === selectedIndex}
            aria-posinset={item.index + 1}
            aria-setsize={count}
            style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
            onClick={() => {
              onSelect(item.index)
            }}
          >
            {renderRow(item.index)}
          </div>
        ))}
      </div>
    </div>
  )
}
