import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../../../shared/contract/index.ts'
import { failureOf } from '../../app/failure.ts'
import { useCommand } from '../../app/keys/registry.ts'
import { sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { openSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { BodyEditor, type BodyHandle } from './body/body-editor.tsx'
import { ComposerFoot } from './foot/composer-foot.tsx'
import { DraftAttachments } from './foot/draft-attachments.tsx'
import { HeaderFields } from './header-fields.tsx'
import { areAllMarksShown, openDraft } from './open-draft.ts'
import { replacedIn } from './replaced-in.ts'
import { useSpellMemory } from './spelling/use-spell-memory.ts'
import { useAttachments } from './use-attachments.ts'
import { useDiscard } from './use-discard.ts'
import { useFrom } from './use-from.ts'
import { useDraftContent } from './use-draft-content.ts'
import { useProtections, useScan } from './use-scan.ts'
import { useReplaceAddress } from './use-replace-address.ts'
import { useSend } from './use-send.ts'
import { useLightening, useSize } from './use-size.ts'

export function ComposerForm({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation()
  const { id } = draft
  const pane = useRef<HTMLElement>(null)
  const body = useRef<BodyHandle>(null)
  // The editor takes its text once; after that it is the one who knows it.
  const [firstHtml] = useState(draft.content.html)
  const { content, seen, saveState, update, flush, stop } = useDraftContent(draft)
  const scan = useScan(id, content)
  const protections = useProtections(id, content)
  const spelling = useSpellMemory()
  const files = useAttachments(id)
  const size = useSize(draft, content)
  const lightening = useLightening(seen, flush, update)
  const { send, isSending } = useSend(seen, flush, stop)
  const setBody = useCallback((html: string) => void body.current?.setHtml(html), [])
  const from = useFrom(draft, content.html, flush, setBody)
  const discard = useDiscard(seen, flush, stop)
  const areAllShown = useStore(areAllMarksShown)

  const textFindings = useMemo(
    () => (scan?.findings ?? []).filter((finding) => finding.part === 'text'),
    [scan],
  )
  /** Takes over what is still being typed. A recipient that isn't an address is pointed at, never left behind. */
  const areFieldsTaken = useCallback(() => {
    flushSync(() => {
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
    })
    const wrong = pane.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    wrong?.focus()
    return wrong === undefined || wrong === null
  }, [])
  const review = useCallback(() => {
    if (!areFieldsTaken()) return
    flush()
      .then(() => {
        openSheet({ kind: 'review', draft: seen, review: null, leavesAt: null })
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }, [areFieldsTaken, flush, seen])
  const sendNow = useCallback(() => {
    if (!isSending && areFieldsTaken()) void send([])
  }, [areFieldsTaken, isSending, send])
  const sendLater = useCallback(() => {
    if (!isSending && areFieldsTaken()) openSheet({ kind: 'send-later', draft: seen })
  }, [areFieldsTaken, isSending, seen])
  const consult = useCallback(() => {
    if (areFieldsTaken()) openSheet({ kind: 'consultation', draftId: id })
  }, [areFieldsTaken, id])
  const close = useCallback(() => {
    go.closeDraft()
  }, [])

  useCommand('send', sendNow)
  useCommand('send-later', sendLater)
  useCommand('review', review)
  useCommand('consultation', consult)
  useCommand('back', close)

  const replaceAddress = useReplaceAddress(content, update)
  useEffect(() => {
    const sendSeparately = () => {
      update({ separateCopies: true })
    }
    const setSubject = (subject: string) => {
      update({ subject })
    }
    openDraft.set({
      ...{ ...seen, flush, replaceAddress, sendSeparately, send },
      content: () => content,
      showFinding: (finding) => finding.part === 'text' && body.current?.show(finding) === true,
      replaceFinding: (finding) => {
        if (finding.part !== 'subject') return body.current?.replace(finding) ?? null
        const subject = replacedIn(content.subject, finding)
        if (subject === null) return null
        setSubject(subject)
        return () => {
          setSubject(content.subject)
        }
      },
      rewrite: (subject, html) => {
        const undo = body.current?.setHtml(html)
        setSubject(subject)
        return () => {
          undo?.()
          setSubject(content.subject)
        }
      },
    })
  }, [content, flush, replaceAddress, seen, send, update])
  useEffect(
    () => () => {
      openDraft.set(null)
      areAllMarksShown.set(false)
    },
    [],
  )

  const isAnswer = draft.inReplyTo !== null
  const hasRecipient = draft.content.to.length > 0
  const title = !isAnswer
    ? t('composer.label')
    : hasRecipient
      ? t('composer.labelAnswer')
      : t('composer.labelForward')
  return (
    <section ref={pane} className="pane composer" aria-label={title} {...files.dropTarget}>
      <header className="composer-head">
        <h2 className="title">{title}</h2>
        <Tooltip label={t('composer.close')}>
          <ActionIcon aria-label={t('composer.close')} onClick={close}>
            <IconX size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className="pane-scroll composer-scroll">
        <HeaderFields
          from={from}
          content={content}
          update={update}
          protections={protections}
          warnings={scan?.warnings ?? []}
          onReplace={replaceAddress}
          spelling={spelling}
          shouldFocus={!hasRecipient}
        />
        <BodyEditor
          initialHtml={firstHtml}
          findings={textFindings}
          areAllMarked={areAllShown}
          spelling={spelling}
          handle={body}
          shouldFocus={hasRecipient}
          onChange={(html) => {
            update({ html })
          }}
        />
      </div>
      <DraftAttachments
        draft={draft}
        size={size}
        scan={scan}
        oneForm={content.oneForm}
        lightening={lightening}
        onDetach={files.detach}
      />
      <ComposerFoot
        scan={scan}
        saveState={saveState}
        isSending={isSending}
        onSendLater={sendLater}
        onSend={sendNow}
        onReview={review}
        onAttach={files.attach}
        onDiscard={discard}
        onConsult={consult}
      />
      {files.isOver && <div className="composer-drop">{t('composer.drop')}</div>}
    </section>
  )
}
