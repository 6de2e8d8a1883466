import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftId } from '../../../shared/ids.ts'
import { say } from '../../app/lines.ts'
import { closeSheet, sheet, type Sheet } from '../../app/sheets.ts'
import { takenDrafts } from '../../app/taken-drafts.ts'

/** Whether it asks about the text of the draft on screen. */
const asksAboutText = (open: Sheet | null) =>
  open?.kind === 'review' || open?.kind === 'send-later' || open?.kind === 'consultation'

/**
 * Says when another computer's text takes the place of the one on screen, and puts away what was asked about that: its
 * answers would count for words that nobody here has read.
 */
export function useToldOfTaken(draftId: DraftId): void {
  const { t } = useTranslation()
  useEffect(() => {
    const timesTaken = () => takenDrafts.get().get(draftId) ?? 0
    let known = timesTaken()
    return takenDrafts.subscribe(() => {
      if (timesTaken() === known) return
      known = timesTaken()
      if (asksAboutText(sheet.get())) closeSheet()
      say(t('composer.taken'))
    })
  }, [draftId, t])
}
