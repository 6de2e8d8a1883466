import { escapeHtml } from '../../mime/index.ts'
import type { RecoveryShare } from '../../vault/index.ts'
import { printLayout, wordList } from './print-layout.ts'

export interface PrintedShare {
  readonly share: RecoveryShare
  readonly number: number
  readonly set: string
  readonly holder: string
  /** Empty: it has none. */
  readonly practiceName: string
  readonly madeAt: Date
}

/** One of three recovery shares on paper, for somebody who may never have seen Sealpost. */
export function sharePage({ share, number, set, holder, practiceName, madeAt }: PrintedShare): string {
  const practice = practiceName === '' ? 'the practice' : practiceName
  return printLayout(
    `Recovery share ${String(number)} of 3`,
    `<p>Kept by: <strong>${escapeHtml(holder)}</strong></p>
${wordList(share.words)}
<p>Check code: <span class="code">${escapeHtml(share.checkCode)}</span></p>
<p class="note">Set ${escapeHtml(set)}, made on ${escapeHtml(madeAt.toISOString().slice(0, 10))}. This sheet alone opens
nothing. Together with one of the other two of its set it opens the mail and the records that ${escapeHtml(practice)} keeps
in Sealpost, without the owner's passphrase.</p>
<p class="note"><strong>When the owner can't work</strong> and patients need what is in them: ask another holder for theirs. On
the computer of the practice start Sealpost, choose “Use recovery shares”, and type both sheets. On another computer install
Sealpost, choose “I have used Sealpost before”, and have the mail account of the practice, or the drive with its
backup, at hand. You set a new passphrase. That it was opened this way is recorded on that computer, and has
to be looked through afterwards.</p>
<p class="note">Keep this sheet sealed and apart from the other two. Put none of it into a computer, a photo or a
message before it is needed. Give it back, or destroy it, when the owner asks.</p>
<p class="note">Another holder: ______________________________________</p>`,
  )
}
