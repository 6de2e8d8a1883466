import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ReadsMailOn } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Words } from '../../ui/words.tsx'
import { ReadsOnChoice } from './reads-on-choice.tsx'
import { TellWayChoice, type TellWay } from './tell-way-choice.tsx'
import './passphrase.css'

type Props = { readonly contactId: ContactId; readonly words: readonly string[]; readonly isNew: boolean }

function TellForm({ contact, words, isNew }: Omit<Props, 'contactId'> & { readonly contact: Contact }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const [way, setWay] = useState<TellWay>(contact.passphrase?.told?.way ?? 'in-person')
  const [readsMailOn, setReadsMailOn] = useState<ReadsMailOn>(contact.readsMailOn)
  const name = shortName(contact.name)
  const tell = useMutation(
    queries.contacts.tellPassphrase.mutationOptions({
      onSuccess: () => {
        closeSheet()
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  const print = () => {
    client.contacts
      .printCard({ contactId: contact.id })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <Sheet
      title={
        isNew ? t('passphrase.title', { name }) : t('passphrase.titleAgain', { owner: owner(contact.name) })
      }
      foot={
        <>
          {way === 'printed-card' && (
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
              onClick={print}
            >
              {t('passphrase.printCard')}
            </Button>
          )}
          <span className="sheet-foot-space" />
          <Button
            loading={tell.isPending}
            onClick={() => {
              tell.mutate({ contactId: contact.id, way, readsMailOn })
            }}
          >
            {t('passphrase.done')}
          </Button>
        </>
      }
    >
      <p className="detail">{t('passphrase.text', { name })}</p>
      <Words label={t('passphrase.words')} words={words} />
      <TellWayChoice contact={contact} way={way} onChange={setWay} />
      <ReadsOnChoice value={readsMailOn} onChange={setReadsMailOn} />
    </Sheet>
  )
}

/** Six words, the way they are told, and where the person reads. The way is recorded; the words never are. */
export function TellSheet({ contactId, words, isNew }: Props) {
  const { queries } = useEngine()
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } }))
  return contact.data === undefined ? null : <TellForm contact={contact.data} words={words} isNew={isNew} />
}
