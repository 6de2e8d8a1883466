import { randomBytes } from 'node:crypto'
import { signBinder } from '../../src/main/audit/index.ts'
import type { Binder } from '../../src/main/engine/evidence/binder.ts'
import type { EvidenceRecord } from '../../src/shared/contract/index.ts'

const at = '2026-11-02T09:00:00.000Z'

const overview: Binder['overview'] = {
  tasks: [{ task: 'kit-missing', subject: null, dueOn: null, record: null }],
  months: [
    {
      ...{ month: '2026-11', protection: { openpgp: 3, smime: 0, 'sealed-message': 12 } },
      ...{ scans: { none: 1, 'identifiers-only': 2, phi: 12 }, overrides: { questions: 1, findings: 0 } },
      ...{ stopped: 0, returned: 0 },
    },
  ],
  access: { user: 'Dr. Ana Rivera', unlocks: 4, failedUnlocks: 1, lastUnlockAt: at },
  log: { count: 40, isIntact: true, anchoredAt: at, reviewedAt: null },
  agreements: { inForce: 0, all: 0 },
  incidents: { open: 0, all: 0 },
  riskAnalysisSignedOn: null,
  trainedOn: '2026-10-30',
  configuration: {
    ...{ version: '1.2.3', idleLockMinutes: 10, deviceSecret: 'none', waysIn: ['passphrase'] },
    ...{ hasRecoveryKit: false, accounts: [], looksUpKeys: false, people: { patients: 2, colleagues: 1 } },
    ...{ lastBackupAt: null, lastDrillAt: null },
  },
}

const training = (version: number, note: string): EvidenceRecord => ({
  ...{ record: 1, version, at },
  body: {
    kind: 'training',
    ...{ person: 'Ben Cole', topics: ['phishing'], completedOn: '2026-10-30', note },
  },
})

/** What a small practice's binder says, before it is signed. */
export const binderContent = {
  pdf: 'ab'.repeat(32),
  createdAt: at,
  practice: { practiceName: 'Rivera Practice', clinicianName: 'Dr. Ana Rivera' },
  overview,
  agreements: [],
  trainings: [[training(2, 'An hour, with Ms. Lee'), training(1, 'An hour')]],
  incidents: [],
  riskAnalyses: [],
  changes: [{ at, type: 'settings.changed', values: { key: 'idleLockMinutes', old: 5, new: 10 } }],
  access: [],
  log: 'cd'.repeat(16),
  logHead: { seq: 40, hash: 'ef'.repeat(32) },
}

/** @param key 32 bytes; another practice's, if none is given */
export function signedBinder(
  content: Readonly<Record<string, unknown>> = {},
  key: Uint8Array = randomBytes(32),
): Buffer {
  return Buffer.from(signBinder({ ...binderContent, ...content }, key))
}
