import type { SecurityAsk } from '../../app/sheets.ts'
import { EndSeatSheet } from '../policy/end-seat-sheet.tsx'
import { RulesSheet } from '../policy/rules-sheet.tsx'
import { SeatSheet } from '../policy/seat-sheet.tsx'
import { SharesSheet } from '../recovery-kit/shares-sheet.tsx'
import { AddFactorSheet } from './add-factor-sheet.tsx'
import { RemoveFactorSheet } from './remove-factor-sheet.tsx'
import { RenameFactorSheet } from './rename-factor-sheet.tsx'

/** The sheets about what opens the vault, and about the practice's policy. */
export function SecuritySheet({ sheet }: { readonly sheet: SecurityAsk }) {
  switch (sheet.kind) {
    case 'add-factor':
      return <AddFactorSheet of={sheet.of} />
    case 'rename-factor':
      return <RenameFactorSheet factor={sheet.factor} />
    case 'remove-factor':
      return <RemoveFactorSheet factor={sheet.factor} isLast={sheet.isLast} />
    case 'shares':
      return <SharesSheet />
    case 'policy-rules':
      return <RulesSheet policy={sheet.policy} />
    case 'seat':
      return <SeatSheet policy={sheet.policy} seat={sheet.seat} />
    case 'end-seat':
      return <EndSeatSheet policy={sheet.policy} seat={sheet.seat} />
  }
}
