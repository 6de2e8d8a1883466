import {
  riskThreats,
  type Agreement,
  type Configuration,
  type EvidenceBody,
  type EvidenceOverview,
  type EvidenceRecord,
  type EvidenceTask,
  type Incident,
  type MailMonth,
  type RiskAnalysis,
  type RiskRow,
  type Training,
} from '../../../src/shared/contract/index.ts'
import { contactIdSchema } from '../../../src/shared/ids.ts'
import { addDays, today } from '../../../src/renderer/features/evidence/days.ts'

const dayMs = 86_400_000

function instant(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * dayMs).toISOString()
}

/** Days from today, as the window counts them. */
function day(fromToday: number): string {
  return addDays(today(), fromToday)
}

export function demoConfiguration(isEmpty: boolean): Configuration {
  return {
    version: '0.1.0',
    idleLockMinutes: 10,
    deviceSecret: 'keychain',
    waysIn: isEmpty ? ['passphrase'] : ['passphrase-passkey', 'recovery-kit'],
    hasRecoveryKit: !isEmpty,
    accounts: isEmpty
      ? []
      : [{ address: 'ana@rivera-practice.example', host: 'imap.rivera-practice.example' }],
    looksUpKeys: true,
    people: isEmpty ? { patients: 0, colleagues: 0 } : { patients: 24, colleagues: 6 },
    lastBackupAt: isEmpty ? null : instant(1),
    lastDrillAt: null,
  }
}

const northmail: Agreement = {
  kind: 'agreement',
  party: 'Northmail Hosting',
  service: 'mail-host',
  signedOn: day(-700),
  expiresOn: day(25),
  verifiedOn: day(-330),
  endedOn: null,
  note: '',
  document: { name: 'BAA Northmail 2024.pdf', sizeBytes: 214_300, sha256: '9f'.repeat(32) },
}
const harborview: Agreement = {
  kind: 'agreement',
  party: 'Harborview Billing',
  service: 'other',
  signedOn: day(-410),
  expiresOn: null,
  verifiedOn: day(-60),
  endedOn: null,
  note: 'Statements and reminders. Contact: Jo Lindqvist.',
  document: { name: 'Harborview agreement signed.pdf', sizeBytes: 96_000, sha256: '3c'.repeat(32) },
}
const backups: Agreement = {
  kind: 'agreement',
  party: 'Cedar Vault Storage',
  service: 'backup-place',
  ...{ signedOn: null, expiresOn: null, verifiedOn: null, endedOn: null },
  note: 'Asked for on the phone. They send it by the end of the month.',
  document: null,
}

const training: readonly Training[] = [
  {
    kind: 'training',
    person: 'Dr. Ana Rivera',
    topics: ['handling-phi', 'phishing', 'passphrases-and-devices', 'incidents', 'sanctions'],
    completedOn: day(-96),
    note: 'Course of the state association, four hours.',
  },
  {
    kind: 'training',
    person: 'Sam Okafor',
    topics: ['handling-phi', 'phishing'],
    completedOn: day(-94),
    note: '',
  },
]

const unweighed = { weight: null, note: '' } as const

const statement: Incident = {
  kind: 'incident',
  title: 'Statement posted to a former address',
  discoveredOn: day(-41),
  happenedOn: day(-44),
  what: 'The new tenant called: an envelope with a statement for October lay in the box, opened by mistake. He brought it back the same day.',
  affected: 1,
  wasSecured: 'no',
  factors: {
    nature: { weight: 'medium', note: 'Name, dates of four sessions and a sum. No diagnosis.' },
    recipient: { weight: 'medium', note: 'A private person, known by name.' },
    acquired: unweighed,
    mitigated: unweighed,
  },
  conclusion: 'open',
  concludedOn: null,
  notifiedOn: null,
}
const lostPhone: Incident = {
  kind: 'incident',
  title: 'Phone lost on the train',
  discoveredOn: day(-230),
  happenedOn: day(-230),
  what: 'Found again the next morning at the station, switched off.',
  affected: 0,
  wasSecured: 'yes',
  factors: { nature: unweighed, recipient: unweighed, acquired: unweighed, mitigated: unweighed },
  conclusion: 'no-breach',
  concludedOn: day(-228),
  notifiedOn: null,
}

const unjudged: RiskRow = { likelihood: null, impact: null, response: null, measure: '', dueOn: null }
const judged: Partial<RiskAnalysis['rows']> = {
  'lost-computer': {
    ...{ likelihood: 'medium', impact: 'low', response: 'accept', dueOn: null },
    measure: 'Encrypted, and the passphrase is nowhere written down.',
  },
  'guessed-passphrase': {
    ...{ likelihood: 'low', impact: 'high', response: 'reduce', dueOn: day(40) },
    measure: 'Ana sets up a security key as a second way.',
  },
  'forgotten-passphrase': {
    ...{ likelihood: 'low', impact: 'high', response: 'reduce', dueOn: null },
    measure: 'The recovery kit is in the safe of the notary.',
  },
  'unattended-screen': {
    ...{ likelihood: 'medium', impact: 'medium', response: 'reduce', dueOn: day(12) },
    measure: 'A filter for the screen at the desk.',
  },
}

function rowsOf(change: Partial<RiskAnalysis['rows']>, rest: RiskRow): RiskAnalysis['rows'] {
  return Object.fromEntries(
    riskThreats.map((threat) => [threat, change[threat] ?? rest]),
  ) as RiskAnalysis['rows']
}

function demoRisks(): RiskAnalysis[] {
  const accepted: RiskRow = { ...unjudged, likelihood: 'low', impact: 'medium', response: 'accept' }
  return [
    { kind: 'risk-analysis', rows: rowsOf(judged, unjudged), signedOn: null, configuration: null },
    {
      kind: 'risk-analysis',
      rows: rowsOf(judged, accepted),
      signedOn: day(-400),
      configuration: { ...demoConfiguration(false), idleLockMinutes: 15, lastBackupAt: instant(402) },
    },
  ]
}

/** Every version of every record, the newest of all first. */
export function demoRecords(): EvidenceRecord[] {
  const records: EvidenceRecord[] = []
  let record = 0
  const add = (...versions: readonly EvidenceBody[]) => {
    record += 1
    versions.forEach((body, index) => {
      records.push({ record, version: index + 1, at: instant(90 - index * 30), body })
    })
  }
  add({ ...northmail, verifiedOn: null, document: null }, { ...northmail, verifiedOn: null }, northmail)
  add(harborview)
  add(backups)
  for (const body of [...training, statement, lostPhone, ...demoRisks()]) add(body)
  return records.reverse()
}

function monthAgo(months: number): string {
  const now = new Date()
  const then = new Date(now.getFullYear(), now.getMonth() - months, 1)
  return `${String(then.getFullYear())}-${String(then.getMonth() + 1).padStart(2, '0')}`
}

/** Sealed copies by OpenPGP, S/MIME and as sealed messages; oldest month first. */
const copies: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [2, 0, 8],
  [5, 0, 14],
  [8, 2, 19],
  [7, 6, 26],
  [11, 9, 31],
  [14, 8, 38],
  [12, 11, 35],
  [9, 5, 22],
  [17, 14, 47],
  [21, 12, 55],
  [16, 9, 41],
]

function demoMonths(isEmpty: boolean): MailMonth[] {
  return copies.map(([openpgp, smime, sealed], index) => {
    const all = openpgp + smime + sealed
    const some = (part: number) => (isEmpty ? 0 : Math.floor(all * part))
    return {
      month: monthAgo(copies.length - 1 - index),
      protection: isEmpty
        ? { openpgp: 0, smime: 0, 'sealed-message': 0 }
        : { openpgp, smime, 'sealed-message': sealed },
      scans: { none: some(0.3), 'identifiers-only': some(0.25), phi: some(0.4) },
      overrides: { questions: some(0.08), findings: some(0.05) },
      stopped: some(0.04),
      returned: some(0.03),
    }
  })
}

function task(given: Partial<EvidenceTask> & Pick<EvidenceTask, 'task'>): EvidenceTask {
  return { subject: null, dueOn: null, record: null, contactId: null, ...given }
}

const demoTasks: readonly EvidenceTask[] = [
  task({ task: 'incident-undecided', subject: statement.title, dueOn: day(19), record: 6 }),
  task({ task: 'agreement-unsigned', subject: backups.party, record: 3 }),
  task({ task: 'agreement-expires', subject: northmail.party, dueOn: northmail.expiresOn, record: 1 }),
  task({ task: 'drill-missing' }),
  task({ task: 'messages-to-judge', subject: '3', contactId: contactIdSchema.parse(1) }),
  task({ task: 'head-letter-old', dueOn: day(-3) }),
  task({ task: 'risk-analysis-old', dueOn: day(-35) }),
]

const emptyTasks: readonly EvidenceTask[] = [
  task({ task: 'agreement-missing', subject: 'imap.rivera-practice.example' }),
  task({ task: 'kit-missing' }),
  task({ task: 'backup-missing' }),
  task({ task: 'risk-analysis-missing' }),
  task({ task: 'training-missing' }),
]

export function evidenceOverview(isEmpty: boolean): EvidenceOverview {
  return {
    tasks: [...(isEmpty ? emptyTasks : demoTasks)],
    months: demoMonths(isEmpty),
    access: {
      user: 'Dr. Ana Rivera',
      unlocks: isEmpty ? 1 : 212,
      failedUnlocks: isEmpty ? 0 : 4,
      lastUnlockAt: new Date(Date.now() - 4 * 60_000).toISOString(),
    },
    log: {
      count: isEmpty ? 3 : 4821,
      isIntact: true,
      anchoredAt: isEmpty ? null : new Date(Date.now() - 120_000).toISOString(),
      reviewedAt: isEmpty ? null : instant(3),
    },
    agreements: isEmpty ? { inForce: 0, all: 0 } : { inForce: 2, all: 3 },
    incidents: isEmpty ? { open: 0, all: 0 } : { open: 1, all: 2 },
    riskAnalysisSignedOn: isEmpty ? null : day(-400),
    trainedOn: isEmpty ? null : day(-94),
    configuration: demoConfiguration(isEmpty),
  }
}
