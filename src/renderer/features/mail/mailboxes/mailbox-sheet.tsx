import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailboxSheet as Given } from '../../../app/sheets.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { go } from '../../../app/places.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { OfflineHint } from './offline-hint.tsx'

const formId = 'mailbox-form'

/** Names a mailbox: a new one, at the top or inside another, or one that is there. */
export function MailboxSheet({ given }: { readonly given: Given }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const [name, setName] = useState(given.kind === 'rename-mailbox' ? given.mailbox.name : '')
  const [wasTried, setWasTried] = useState(false)
  const needsName = name.trim() === ''
  const save = useMutation({
    mutationFn: async () => {
      if (given.kind === 'rename-mailbox') {
        await client.mail.renameMailbox({ id: given.mailbox.id, name })
        return null
      }
      const { accountId, parent } = given
      return client.mail.createMailbox({ accountId, parentId: parent?.id ?? null, name })
    },
    onSuccess: async (made) => {
      // What was chosen there shows in the list before it is looked for.
      await cache.invalidateQueries({ queryKey: queries.mail.mailboxes.key() })
      closeSheet()
      if (made !== null) go.toBox({ kind: 'mailbox', id: made.id })
      say(t(made === null ? 'mailboxes.renamed' : 'mailboxes.made', { name: name.trim() }))
    },
  })
  const isRename = given.kind === 'rename-mailbox'
  const title = isRename
    ? t('mailboxes.titleRename', { name: given.mailbox.name })
    : given.parent === null
      ? t('mailboxes.titleNew')
      : t('mailboxes.titleInside', { name: given.parent.name })
  return (
    <Sheet
      size={440}
      hasField
      title={title}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={save.isPending}>
            {t(isRename ? 'mailboxes.save' : 'mailboxes.make')}
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
          if (!needsName) save.mutate()
        }}
      >
        <TextInput
          label={t('mailboxes.name')}
          value={name}
          maxLength={200}
          data-autofocus
          error={wasTried && needsName ? t('mailboxes.needsName') : undefined}
          onChange={(event) => {
            setName(event.currentTarget.value)
          }}
        />
        {save.isError && <FailureNote failure={failureOf(save.error)} />}
        <OfflineHint />
      </form>
    </Sheet>
  )
}
