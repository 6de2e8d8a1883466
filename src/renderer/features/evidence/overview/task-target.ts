import type { EvidenceTask } from '../../../../shared/contract/index.ts'
import type { en } from '../../../i18n/en/index.ts'
import { go } from '../../../app/places.ts'
import { openEvidenceSheet, openSheet } from '../../../app/sheets.ts'

/** Where a task can be done: the name of its button, and what it does. */
export type TaskTarget = { readonly label: TaskLabel; readonly go: () => void }
export type TaskLabel = keyof (typeof en)['evidence']['tasks']['targets']

function openIncident(record: number | null): void {
  go.toEvidence('incidents')
  if (record !== null) openEvidenceSheet({ kind: 'incident', record })
}

function openAgreement(record: number | null): void {
  go.toEvidence('agreements')
  if (record !== null) openEvidenceSheet({ kind: 'agreement', record })
}

/**
 * The place in this window for an open task.
 * @param writeHeadLetter begins the letter that one of them asks for
 */
export function taskTarget(
  { task, subject, record, contactId }: EvidenceTask,
  writeHeadLetter: () => void,
): TaskTarget {
  switch (task) {
    case 'incident-undecided':
    case 'breach-untold':
      return {
        label: 'open',
        go: () => {
          openIncident(record)
        },
      }
    case 'log-broken':
      return { label: 'activity', go: go.toActivity }
    case 'emergency-access':
    case 'review-due':
      return {
        label: 'review',
        go: () => {
          go.toActivity()
          openSheet({ kind: 'of-activity', sheet: { kind: 'review' } })
        },
      }
    case 'agreement-missing':
      return {
        label: 'add',
        go: () => {
          go.toEvidence('agreements')
          openEvidenceSheet({ kind: 'agreement', record: null, party: subject ?? '' })
        },
      }
    case 'backup-agreement-missing':
      return {
        label: 'add',
        go: () => {
          go.toEvidence('agreements')
          openEvidenceSheet({ kind: 'agreement', record: null, service: 'backup-place' })
        },
      }
    case 'agreement-unsigned':
    case 'agreement-expired':
    case 'agreement-expires':
    case 'agreement-unverified':
      return {
        label: 'open',
        go: () => {
          openAgreement(record)
        },
      }
    case 'kit-missing':
      return {
        label: 'kit',
        go: () => {
          openSheet({ kind: 'recovery-kit', isForSending: false })
        },
      }
    case 'device-part-missing':
      return {
        label: 'passphrase',
        go: () => {
          go.toSettings('passphrase')
        },
      }
    case 'messages-to-judge':
      return {
        label: 'judge',
        go: () => {
          if (contactId !== null) openEvidenceSheet({ kind: 'disclosures', contactId })
        },
      }
    case 'head-letter-missing':
    case 'head-letter-old':
      return { label: 'letter', go: writeHeadLetter }
    case 'risk-analysis-missing':
    case 'risk-analysis-old':
      return {
        label: 'risks',
        go: () => {
          go.toEvidence('risks')
        },
      }
    case 'training-missing':
    case 'training-old':
      return {
        label: 'training',
        go: () => {
          go.toEvidence('training')
        },
      }
    case 'backup-missing':
    case 'backup-old':
    case 'drill-missing':
    case 'drill-old':
      return {
        label: 'backup',
        go: () => {
          go.toSettings('backup')
        },
      }
  }
}
