import { ActionIcon, Kbd, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../app/keys/registry.ts'
import { go, where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'

export function SearchField() {
  const { t } = useTranslation()
  const { query } = useStore(where)
  const field = useRef<HTMLInputElement>(null)
  useCommand('search', () => {
    field.current?.focus()
    field.current?.select()
  })
  const clear = () => {
    go.toSearch('')
  }
  return (
    <TextInput
      ref={field}
      type="search"
      className="search-field"
      aria-label={t('mail.list.search')}
      placeholder={t('mail.list.search')}
      value={query}
      onChange={(event) => {
        go.toSearch(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        clear()
        event.currentTarget.blur()
      }}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={
        query === '' ? (
          <Kbd size="xs" className="search-key" aria-hidden="true">
            /
          </Kbd>
        ) : (
          <ActionIcon size={24} aria-label={t('mail.list.clearSearch')} onClick={clear}>
            <IconX size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        )
      }
    />
  )
}
