import { Menu } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'

/** Where a word stands within the frame that the menu is drawn in, in pixels. */
export type MenuPlace = { readonly x: number; readonly y: number; readonly height: number }

type Props = {
  readonly word: string
  readonly place: MenuPlace
  readonly suggestions: readonly string[]
  readonly onPick: (suggestion: string) => void
  readonly onLearn: () => void
  readonly onIgnore: () => void
  /** Whatever was chosen, or nothing. */
  readonly onClose: () => void
}

/** What can be done about a misspelt word, at the word. It has the keys while it is open. */
export function SpellingMenu(props: Props) {
  const { word, place, suggestions, onPick, onLearn, onIgnore, onClose } = props
  const { t } = useTranslation()
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={4}
      width={224}
      // Its key may still be on its way up when the menu is there.
      clickOutsideEvents={['mousedown', 'touchstart']}
      returnFocus={false}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Anchor place={place} />
      </Menu.Target>
      <Menu.Dropdown
        aria-label={t('spelling.menu', { word })}
        onKeyDown={(event) => {
          // Neither single letters nor Escape mean anything to the window from here.
          event.stopPropagation()
          if (event.key === 'Escape') onClose()
        }}
      >
        {suggestions.length === 0 ? (
          <Menu.Label>{t('spelling.nothing')}</Menu.Label>
        ) : (
          suggestions.map((suggestion) => (
            <Menu.Item
              key={suggestion}
              className="spelling-suggestion"
              onClick={() => {
                onPick(suggestion)
              }}
            >
              {suggestion}
            </Menu.Item>
          ))
        )}
        <Menu.Divider className="spelling-divider" />
        <Menu.Item onClick={onLearn}>{t('spelling.learn')}</Menu.Item>
        <Menu.Item onClick={onIgnore}>{t('spelling.ignore')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Where the word is. It is no button: what the menu tells of its button isn't said of it. */
function Anchor({ place, ref }: { readonly place: MenuPlace; readonly ref?: Ref<HTMLSpanElement> }) {
  const { x, y, height } = place
  return <span ref={ref} className="finding-anchor" style={{ left: x, top: y, height }} />
}
