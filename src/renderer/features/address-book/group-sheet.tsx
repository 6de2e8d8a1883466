import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import './address-book.css'

const formId = 'group-form'

/** Makes a group or edits one: its name, and who is in it. */
export function GroupSheet({ group }: { readonly group: Group | null }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const people = useQuery(queries.contacts.list.queryOptions({ input: {} }))
  const [name, setName] = useState(group?.name ?? '')
  const [query, setQuery] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const [members, setMembers] = useState<ReadonlySet<ContactId>>(
    new Set(group?.members.map(({ contactId }) => contactId)),
  )
  const onSuccess = () => {
    closeSheet()
    return cache.invalidateQueries({ queryKey: queries.addressBook.key() })
  }
  const save = useMutation(queries.addressBook.saveGroup.mutationOptions({ onSuccess }))
  const remove = useMutation(queries.addressBook.removeGroup.mutationOptions({ onSuccess }))
  const needsName = name.trim() === ''
  const fitting = (people.data ?? []).filter((person) =>
    `${person.name} ${person.addresses.join(' ')}`.toLowerCase().includes(query.trim().toLowerCase()),
  )
  const toggle = (id: ContactId, isIn: boolean) => {
    const next = new Set(members)
    if (isIn) next.add(id)
    else next.delete(id)
    setMembers(next)
  }
  return (
    <Sheet
      hasField
      title={
        group === null
          ? t('addressBook.group.titleNew')
          : t('addressBook.group.titleEdit', { name: group.name })
      }
      foot={
        <>
          {group !== null && (
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() => {
                remove.mutate({ id: group.id })
              }}
            >
              {t('addressBook.group.remove')}
            </Button>
          )}
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={save.isPending}>
            {t('addressBook.group.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="contact-form"
        onSubmit={(event) => {
          event.preventDefault()
          setWasTried(true)
          if (!needsName) save.mutate({ id: group?.id ?? null, name, members: [...members] })
        }}
      >
        <TextInput
          label={t('addressBook.group.name')}
          value={name}
          maxLength={100}
          data-autofocus
          error={wasTried && needsName ? t('addressBook.group.needsName') : undefined}
          onChange={(event) => {
            setName(event.currentTarget.value)
          }}
        />
        <fieldset className="group-people">
          <legend className="group-legend">
            {t('addressBook.group.people')}
            <span className="detail"> {t('addressBook.group.chosen', { count: members.size })}</span>
          </legend>
          <TextInput
            type="search"
            aria-label={t('addressBook.group.search')}
            placeholder={t('addressBook.group.search')}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value)
            }}
          />
          <div className="group-choices">
            {people.data !== undefined && fitting.length === 0 && (
              <p className="detail">{t('addressBook.group.nobody')}</p>
            )}
            {fitting.map((person) => (
              <Checkbox
                key={person.id}
                label={person.name}
                description={person.addresses[0]}
                checked={members.has(person.id)}
                onChange={(event) => {
                  toggle(person.id, event.currentTarget.checked)
                }}
              />
            ))}
          </div>
        </fieldset>
        {people.isError && <FailureNote failure={failureOf(people.error)} />}
        {save.isError && <FailureNote failure={failureOf(save.error)} />}
        {remove.isError && <FailureNote failure={failureOf(remove.error)} />}
      </form>
    </Sheet>
  )
}
