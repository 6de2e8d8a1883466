import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyPage } from '../../../shared/contract/index.ts'
import { readReplyPageAddress } from '../../../shared/reply-page-address.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  readonly page: ReplyPage
  readonly onPublished: (pages: ReplyPage[]) => void
}

/** Where the page stands that was saved last. It is judged when it is given, not while it is typed. */
export function ReplyPageAddress({ page: { account, address, inPdf }, onPublished }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [typed, setTyped] = useState(address ?? '')
  const [isRefused, setIsRefused] = useState(false)
  const publish = useMutation(
    queries.practice.publishReplyPage.mutationOptions({
      onSuccess: (pages) => {
        onPublished(pages)
        say(t('settings.replyPage.published'))
      },
    }),
  )
  const isReplaced = address !== null && inPdf === null && typed === address
  return (
    <form
      className="settings-subform"
      onSubmit={(event) => {
        event.preventDefault()
        const written = readReplyPageAddress(typed)
        setIsRefused(written === null)
        if (written !== null) publish.mutate({ account, address: written })
      }}
    >
      <TextInput
        inputMode="url"
        label={t('settings.replyPage.address')}
        description={t('settings.replyPage.addressHint')}
        placeholder="https://"
        value={typed}
        maxLength={200}
        spellCheck={false}
        error={isRefused && t('settings.replyPage.badAddress')}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setIsRefused(false)
        }}
      />
      {publish.isError && <FailureNote failure={failureOf(publish.error)} />}
      <Button
        type="submit"
        loading={publish.isPending}
        disabled={typed.trim() === '' || (inPdf !== null && typed === address)}
      >
        {t(isReplaced ? 'settings.replyPage.isThere' : 'settings.replyPage.publish')}
      </Button>
    </form>
  )
}
