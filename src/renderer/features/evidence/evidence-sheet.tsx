import type { EvidenceAsk } from '../../app/sheets.ts'
import { AgreementSheet } from './agreements/agreement-sheet.tsx'
import { BinderSheet } from './binder-sheet.tsx'
import { AccountingSheet } from './disclosures/accounting-sheet.tsx'
import { DisclosureSheet } from './disclosures/disclosure-sheet.tsx'
import { DisclosuresSheet } from './disclosures/disclosures-sheet.tsx'
import { LiftHoldSheet } from './holds/lift-hold-sheet.tsx'
import { SetHoldSheet } from './holds/set-hold-sheet.tsx'
import { IncidentSheet } from './incidents/incident-sheet.tsx'
import { RiskSheet } from './risks/risk-sheet.tsx'
import { SignRisksSheet } from './risks/sign-risks-sheet.tsx'
import { SignedRisksSheet } from './risks/signed-risks-sheet.tsx'
import { TrainingSheet } from './training/training-sheet.tsx'
import { VersionsSheet } from './versions-sheet.tsx'

/** The sheets that Evidence has. */
export function EvidenceSheet({ sheet }: { readonly sheet: EvidenceAsk }) {
  switch (sheet.kind) {
    case 'binder':
      return <BinderSheet />
    case 'agreement':
      return (
        <AgreementSheet
          key={sheet.record ?? 'new'}
          record={sheet.record}
          party={sheet.party ?? ''}
          service={sheet.service ?? 'mail-host'}
        />
      )
    case 'training':
      return <TrainingSheet key={sheet.record ?? 'new'} record={sheet.record} />
    case 'incident':
      return <IncidentSheet key={sheet.record ?? 'new'} record={sheet.record} />
    case 'risk':
      return <RiskSheet key={sheet.threat} threat={sheet.threat} />
    case 'sign-risks':
      return <SignRisksSheet />
    case 'signed-risks':
      return <SignedRisksSheet key={sheet.record} record={sheet.record} />
    case 'versions':
      return <VersionsSheet key={sheet.record} record={sheet.record} name={sheet.name} />
    case 'disclosures':
      return <DisclosuresSheet contactId={sheet.contactId} />
    case 'disclosure':
      return <DisclosureSheet contactId={sheet.contactId} record={sheet.record} of={sheet.of} />
    case 'set-hold':
      return <SetHoldSheet />
    case 'lift-hold':
      return <LiftHoldSheet hold={sheet.hold} name={sheet.name} />
    case 'accounting':
      return <AccountingSheet contactId={sheet.contactId} />
  }
}
