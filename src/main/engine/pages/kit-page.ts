import type { RecoveryKit } from '../../vault/index.ts'
import { escapeHtml } from '../../mime/index.ts'
import { printLayout, wordList } from './print-layout.ts'

/** The recovery kit on paper. */
export function kitPage(kit: RecoveryKit, madeAt: Date): string {
  return printLayout(
    'Sealpost recovery kit',
    `${wordList(kit.words)}
<p>Check code: <span class="code">${escapeHtml(kit.checkCode)}</span></p>
<p class="note">Made on ${escapeHtml(madeAt.toISOString().slice(0, 10))}. These words open Sealpost when the passphrase
is forgotten. Keep this sheet where you keep your licence, never beside the computer. Whoever has it and a copy of
the files can read everything.</p>`,
  )
}
