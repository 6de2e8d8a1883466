import { Popover } from '@mantine/core'
import { useId, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailAddress } from '../../../../shared/contract/index.ts'
import { parseRecipients } from './parse-recipients.ts'
import { useSuggestions, type Suggestion } from './use-suggestions.ts'

type Props = {
  readonly id: string
  readonly label: string
  readonly people: readonly MailAddress[]
  readonly onAdd: (people: readonly MailAddress[]) => void
  readonly onRemoveLast: () => void
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** Where the next recipient is typed: names and addresses of known people are offered, whole addresses taken. */
export function RecipientInput({ id, label, people, onAdd, onRemoveLast, inputRef }: Props) {
  const { t } = useTranslation()
  const listId = useId()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const [active, setActive] = useState(0)
  const [hasFocus, setHasFocus] = useState(false)
  const suggestions = useSuggestions(text, people)
  const isOpen = hasFocus && suggestions.length > 0
  const activeIndex = Math.min(active, suggestions.length - 1)

  const write = (next: string, isWrong = false) => {
    setText(next)
    setWrong(isWrong ? next : '')
    setActive(0)
  }
  const take = (typed: string) => {
    const parsed = parseRecipients(typed)
    if (parsed.people.length > 0) onAdd(parsed.people)
    write(parsed.rest, true)
  }
  const choose = (suggestion: Suggestion | undefined) => {
    if (suggestion === undefined) return
    onAdd(suggestion.people)
    write('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) {
      // Mod+Enter sends: to whoever is typed here, too.
      if (event.key === 'Enter') take(text)
      return
    }
    if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : suggestions.length - 1
      setActive((activeIndex + step) % suggestions.length)
    } else if (isOpen && (event.key === 'Enter' || event.key === 'Tab')) {
      choose(suggestions[activeIndex])
    } else if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      take(text)
    } else if (event.key === 'Escape' && text !== '') {
      write('')
    } else {
      if (event.key === 'Backspace' && text === '') onRemoveLast()
      return
    }
    event.preventDefault()
  }

  return (
    <>
      <Popover
        opened={isOpen}
        position="bottom-start"
        width={320}
        withRoles={false}
        trapFocus={false}
        returnFocus={false}
      >
        <Popover.Target>
          <input
            ref={inputRef}
            id={id}
            className="recipient-input"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen ? `${listId}-${activeIndex}` : undefined}
            aria-invalid={wrong !== '' || undefined}
            aria-describedby={wrong === '' ? undefined : `${id}-wrong`}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              write(event.currentTarget.value)
            }}
            onKeyDown={onKeyDown}
            onFocus={() => {
              setHasFocus(true)
            }}
            onBlur={() => {
              setHasFocus(false)
              take(text)
            }}
          />
        </Popover.Target>
        <Popover.Dropdown className="suggestions">
          <ul id={listId} role="listbox" aria-label={label}>
            {suggestions.map((suggestion, index) => (
              <li
                key={suggestion.key}
                id={`${listId}-${index}`}
                className="suggestion"
                role="option"
                aria-selected={index === activeIndex}
                // Keeps the focus in the field, so that leaving it doesn't take the half-typed text.
                onMouseDown={(event) => {
                  event.preventDefault()
                  choose(suggestion)
                }}
              >
                <span className="suggestion-name">{suggestion.name}</span>
                <span className="detail">{suggestion.detail}</span>
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
      {wrong !== '' && (
        <p id={`${id}-wrong`} className="recipient-wrong" role="alert">
          {t('composer.badAddress', { text: wrong })}
        </p>
      )}
    </>
  )
}
