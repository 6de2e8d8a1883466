import { SendLaterSheet } from '../features/composer/send-later-sheet.tsx'
import { ConsultationSheet } from '../features/consultation/consultation-sheet.tsx'
import { MailSheet } from '../features/mail/mail-sheet.tsx'
import { SecuritySheet } from '../features/security/security-sheet.tsx'
import { KeysSheet } from '../features/settings/keys-sheet.tsx'
import { ExportMailSheet } from '../features/settings/export-mail-sheet.tsx'
import { EvidenceSheet } from '../features/evidence/evidence-sheet.tsx'
import { ActivitySheet } from '../features/activity/activity-sheet.tsx'
import { LeavingSheet } from '../features/outbox/leaving-sheet.tsx'
import { ReaderSheet } from '../features/mail/reader/reader-sheet.tsx'
import { RescheduleSheet } from '../features/outbox/reschedule-sheet.tsx'
import { KitSheet } from '../features/recovery-kit/kit-sheet.tsx'
import { AddSenderSheet } from '../features/patients/add-sender-sheet.tsx'
import { KeySheet } from '../features/patients/key-sheet.tsx'
import { ExportPeopleSheet } from '../features/address-book/export-people-sheet.tsx'
import { GroupSheet } from '../features/address-book/group-sheet.tsx'
import { ImportSheet } from '../features/address-book/import-sheet.tsx'
import { ContactSheet } from '../features/patients/contact-sheet.tsx'
import { RemovalSheet } from '../features/patients/removal-sheet.tsx'
import { TellSheet } from '../features/passphrase/tell-sheet.tsx'
import { ReceiptSheet } from '../features/receipt/receipt-sheet.tsx'
import { ReviewSheet } from '../features/review/review-sheet.tsx'
import { sheet } from './sheets.ts'
import { useStore } from './store.ts'

/** The one sheet that is open, drawn by its feature. */
export function SheetHost() {
  const open = useStore(sheet)
  if (open === null) return null
  switch (open.kind) {
    case 'review':
      return (
        <ReviewSheet key={open.draft.id} draft={open.draft} given={open.review} leavesAt={open.leavesAt} />
      )
    case 'send-later':
      return <SendLaterSheet draft={open.draft} />
    case 'reschedule':
      return <RescheduleSheet logicalId={open.logicalId} leavesAt={open.leavesAt} />
    case 'leaving':
      return <LeavingSheet before={open.before} />
    case 'consultation':
      return <ConsultationSheet key={open.draftId} draftId={open.draftId} />
    case 'tell':
      return (
        <TellSheet
          key={open.contactId}
          contactId={open.contactId}
          passphrase={open.passphrase}
          isNew={open.isNew}
        />
      )
    case 'add-key':
      return <KeySheet key={open.contactId} contactId={open.contactId} given={open.given} />
    case 'add-sender':
      return <AddSenderSheet key={open.sender.address} sender={open.sender} given={open.given} />
    case 'contact':
      return <ContactSheet key={open.contactId} contactId={open.contactId} />
    case 'import-people':
      return <ImportSheet />
    case 'export-people':
      return <ExportPeopleSheet />
    case 'group':
      return <GroupSheet key={open.group?.id ?? 'new'} group={open.group} />
    case 'remove-contact':
      return <RemovalSheet key={open.contactId} contactId={open.contactId} />
    case 'recovery-kit':
      return <KitSheet isForSending={open.isForSending} />
    case 'receipt':
      return <ReceiptSheet key={open.logicalId} logicalId={open.logicalId} />
    case 'export-mail':
      return <ExportMailSheet />
    case 'of-message':
      return <ReaderSheet sheet={open.sheet} />
    case 'of-activity':
      return <ActivitySheet sheet={open.sheet} />
    case 'of-security':
      return <SecuritySheet sheet={open.sheet} />
    case 'of-evidence':
      return <EvidenceSheet sheet={open.sheet} />
    case 'keys':
      return <KeysSheet />
    default:
      return <MailSheet sheet={open} />
  }
}
