import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, PassphraseOrigin, ReadsMailOn, Tellable } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { OriginChoice } from './origin-choice.tsx'
import { OwnWordsForm } from './own-words.tsx'
import { ReadsOnChoice } from './reads-on-choice.tsx'
import { TellWayChoice, type TellWay } from './tell-way-choice.tsx'
import { ToldWords } from './told-words.tsx'
import { useOwnWords } from './use-own-words.ts'
import { WhomToCall } from './whom-to-call.tsx'
import './passphrase.css'

type Props = { readonly contactId: ContactId; readonly passphrase: Tellable; readonly isNew: boolean }

function TellForm({ contact, passphrase, isNew }: Omit<Props, 'contactId'> & { readonly contact: Contact }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const formId = useId()
  const [origin, setOrigin] = useState<PassphraseOrigin>('generated')
  const [way, setWay] = useState<TellWay>(contact.passphrase?.told?.way ?? 'in-person')
  const [readsMailOn, setReadsMailOn] = useState<ReadsMailOn>(contact.readsMailOn)
  const ownWords = useOwnWords(contact)
  const name = shortName(contact.name)
  const isChosen = !isNew || passphrase.origin === 'typed'
  const isTyping = !isChosen && origin === 'typed'
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
          {way === 'printed-card' && !isTyping && (
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
              onClick={print}
            >
              {t('passphrase.printCard')}
            </Button>
          )}
          <span className="sheet-foot-space" />
          {isTyping ? (
            <Button
              key="agree"
              type="submit"
              form={formId}
              disabled={!ownWords.mayAgree}
              loading={ownWords.isAgreeing}
            >
              {t('passphrase.own.agree')}
            </Button>
          ) : (
            <Button
              key="done"
              loading={tell.isPending}
              onClick={() => {
                tell.mutate({ contactId: contact.id, way, readsMailOn })
              }}
            >
              {t('passphrase.done')}
            </Button>
          )}
        </>
      }
    >
      <p className="detail">{t('passphrase.text', { name })}</p>
      {!isChosen && <OriginChoice value={origin} onChange={setOrigin} />}
      {isTyping ? (
        <OwnWordsForm contact={contact} words={ownWords} formId={formId} />
      ) : (
        <>
          <ToldWords {...passphrase} />
          <TellWayChoice contact={contact} way={way} onChange={setWay} />
          {way === 'printed-card' && <p className="detail">{t('common.leaves')}</p>}
          <ReadsOnChoice origin={passphrase.origin} value={readsMailOn} onChange={setReadsMailOn} />
          {isNew && <WhomToCall />}
        </>
      )}
    </Sheet>
  )
}

/**
 * The words agreed with a person, the way they are told, and where the person reads. New words may be replaced by words
 * of the practice's own. The way is recorded; the words never are.
 */
export function TellSheet({ contactId, passphrase, isNew }: Props) {
  const { queries } = useEngine()
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } }))
  return contact.data === undefined ? null : (
    <TellForm contact={contact.data} passphrase={passphrase} isNew={isNew} />
  )
}
