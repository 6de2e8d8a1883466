import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FindingDetails } from '../../finding/finding-details.tsx'
import { useFindingChoices } from '../../finding/use-finding-choices.ts'
import type { OpenCard } from './use-finding-card.ts'

type Props = { readonly card: OpenCard; readonly onClose: () => void }

/** What one finding is and why, beside its place in the text. It takes the focus only when it was asked for by key. */
export function FindingCard({ card, onClose }: Props) {
  const { t } = useTranslation()
  const choices = useFindingChoices(onClose)
  const { finding, x, y, height, hasFocus } = card
  const title = t(`review.categories.${finding.category}`)
  return (
    <Popover
      opened
      onChange={onClose}
      position="bottom-start"
      width={368}
      offset={6}
      trapFocus={hasFocus}
      returnFocus={hasFocus}
      withRoles={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <span className="finding-anchor" style={{ left: x, top: y, height }} />
      </Popover.Target>
      <Popover.Dropdown
        className="finding-card"
        role="dialog"
        aria-label={title}
        data-passive={hasFocus ? undefined : true}
        onKeyDown={(event) => {
          // Neither single letters nor Escape mean anything to the window from here.
          event.stopPropagation()
          if (event.key === 'Escape') onClose()
        }}
      >
        <h3 className="section-title">{title}</h3>
        <FindingDetails finding={finding} choices={choices} />
      </Popover.Dropdown>
    </Popover>
  )
}
