import { Combobox, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailAddress, RecipientProtection } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { addPeople, parseRecipients } from './parse-recipients.ts'
import { Recipient } from './recipient.tsx'

type Props = {
  readonly label: string
  readonly people: readonly MailAddress[]
  readonly onChange: (people: MailAddress[]) => void
  /** By address in lower case. */
  readonly protections: ReadonlyMap<string, RecipientProtection>
  readonly inputRef?: Ref<HTMLInputElement>
  readonly children?: React.ReactNode
}

function useSuggestions(text: string, isOpen: boolean, people: readonly MailAddress[]): MailAddress[] {
  const { queries } = useEngine()
  const [query] = useDebouncedValue(text.trim(), 100)
  const contacts = useQuery(
    queries.contacts.list.queryOptions({
      input: { query },
      enabled: isOpen && query !== '',
      placeholderData: keepPreviousData,
    }),
  )
  if (query === '' || text.trim() === '') return []
  const taken = new Set(people.map((person) => person.address.toLowerCase()))
  return (contacts.data ?? [])
    .flatMap((contact) => contact.addresses.map((address) => ({ name: contact.name, address })))
    .filter((person) => !taken.has(person.address.toLowerCase()))
    .slice(0, 6)
}

/** One line of recipients: people with how they are protected below each name, then where the next is typed. */
export function RecipientField({ label, people, onChange, protections, inputRef, children }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption()
    },
  })
  const suggestions = useSuggestions(text, box.dropdownOpened, people)
  const id = useId()
  const justChose = useRef(false)

  const take = (typed: string) => {
    const parsed = parseRecipients(typed)
    if (parsed.people.length > 0) onChange(addPeople(people, parsed.people))
    setText(parsed.rest)
    setWrong(parsed.rest)
    box.closeDropdown()
  }
  const choose = (address: string) => {
    const person = suggestions.find((candidate) => candidate.address === address)
    if (person) onChange(addPeople(people, [person]))
    setText('')
    setWrong('')
    justChose.current = true
    box.closeDropdown()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const hasChosen = box.dropdownOpened && suggestions.length > 0
    if (
      (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !hasChosen) ||
      event.key === ',' ||
      event.key === ';'
    ) {
      event.preventDefault()
      take(text)
    } else if (event.key === 'Backspace' && text === '' && people.length > 0) {
      onChange(people.slice(0, -1))
    }
  }

  return (
    <div className="recipients">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="recipient-people">
        {people.map((person) => (
          <Recipient
            key={person.address}
            person={person}
            protection={protections.get(person.address.toLowerCase())}
            onRemove={() => {
              onChange(people.filter((other) => other !== person))
            }}
          />
        ))}
        <Combobox store={box} onOptionSubmit={choose} position="bottom-start" width={320} shadow="none">
          <Combobox.Target>
            <input
              ref={inputRef}
              id={id}
              className="recipient-input"
              autoComplete="off"
              spellCheck={false}
              value={text}
              aria-invalid={wrong !== '' || undefined}
              aria-describedby={wrong === '' ? undefined : `${id}-wrong`}
              onChange={(event) => {
                setText(event.currentTarget.value)
                setWrong('')
                box.openDropdown()
                box.selectFirstOption()
              }}
              onKeyDown={onKeyDown}
              onBlur={() => {
                if (justChose.current) justChose.current = false
                else take(text)
              }}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={suggestions.length === 0}>
            <Combobox.Options aria-label={label}>
              {suggestions.map((person) => (
                <Combobox.Option key={person.address} value={person.address}>
                  <span className="suggestion-name">{person.name}</span>
                  <span className="detail">{person.address}</span>
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
        {wrong !== '' && (
          <p id={`${id}-wrong`} className="recipient-wrong" role="alert">
            {t('composer.badAddress', { text: wrong })}
          </p>
        )}
      </div>
      {children}
    </div>
  )
}
