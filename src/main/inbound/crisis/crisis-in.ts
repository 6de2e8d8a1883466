import type { MessageView } from '../../../shared/contract/index.ts'
import { readPractice } from '../../practice/index.ts'
import type { Reader } from '../../store/index.ts'
import type { OpenedMessage } from '../opened-message.ts'
import { bodyText } from '../summarize.ts'
import { findCrisis } from './find-crisis.ts'

/** The notice over a patient's message; null for anybody else's. Decided anew at each opening and kept nowhere. */
export function crisisIn(
  reader: Reader,
  message: OpenedMessage,
  { contact, protection }: Pick<MessageView, 'contact' | 'protection'>,
): { text: string } | null {
  const isFromPatient = contact?.kind === 'patient' && protection.kind !== 'own-copy'
  return isFromPatient && findCrisis(message.envelope.subject, bodyText(message))
    ? { text: readPractice(reader).emergencyText ?? '' }
    : null
}
