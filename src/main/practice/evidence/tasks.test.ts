import { describe, expect, it } from 'vitest'
import type { Agreement, Configuration, EvidenceRecord, Incident } from '../../../shared/contract/index.ts'
import { contactIdSchema } from '../../../shared/ids.ts'
import { openTasks, type EvidenceState } from './tasks.ts'

const configuration: Configuration = {
  version: '1.0.0',
  idleLockMinutes: 10,
  deviceSecret: 'keychain',
  waysIn: ['passphrase', 'recovery-kit'],
  hasRecoveryKit: true,
  accounts: [{ address: 'dr@practice.example', host: 'imap.host.example' }],
  looksUpKeys: false,
  people: { patients: 3, colleagues: 1 },
  lastBackupAt: '2026-11-20T08:00:00.000Z',
  lastDrillAt: '2026-11-01T08:00:00.000Z',
}
const agreement: Agreement = {
  kind: 'agreement',
  party: 'Mail Host Inc.',
  service: 'mail-host',
  signedOn: '2026-03-01',
  expiresOn: null,
  verifiedOn: null,
  endedOn: null,
  note: '',
  document: null,
}
const factor = { weight: null, note: '' }
const incident: Incident = {
  kind: 'incident',
  title: 'Letter to the wrong Maria',
  discoveredOn: '2026-11-10',
  happenedOn: null,
  what: '',
  affected: null,
  wasSecured: 'unknown',
  factors: { nature: factor, recipient: factor, acquired: factor, mitigated: factor },
  conclusion: 'open',
  concludedOn: null,
  notifiedOn: null,
}
const recordOf = (body: EvidenceRecord['body']): EvidenceRecord => ({
  record: 7,
  version: 1,
  at: '2026-11-10T08:00:00.000Z',
  body,
})
const calm: EvidenceState = {
  today: '2026-11-22',
  agreements: [recordOf(agreement)],
  incidents: [],
  isLogIntact: true,
  isReviewDue: false,
  isEmergencyUnreviewed: false,
  headLetter: { every: 'off', headAt: null },
  toJudge: { count: 0, contactId: null },
  riskAnalysisSignedOn: '2026-05-02',
  trainedOn: '2026-01-15',
  configuration,
  areBackupsHeldByOthers: false,
}
const open = (change: Partial<EvidenceState>) =>
  openTasks({ ...calm, ...change }).map(({ task, dueOn }) => (dueOn === null ? task : `${task} ${dueOn}`))
const agreed = (change: Partial<Agreement>) => ({ agreements: [recordOf({ ...agreement, ...change })] })
const happened = (change: Partial<Incident>) => ({ incidents: [recordOf({ ...incident, ...change })] })
const letter = (every: EvidenceState['headLetter']['every'], headAt: string | null) => ({
  headLetter: { every, headAt },
})
const configured = (change: Partial<Configuration>) => ({ configuration: { ...configuration, ...change } })

describe('what is open', () => {
  it.each<[string, Partial<EvidenceState>, string[]]>([
    ['nothing', {}, []],
    [
      'a key without the part of this computer',
      configured({ deviceSecret: 'none' }),
      ['device-part-missing'],
    ],
    [
      'a key without that part which a key file opens',
      configured({ deviceSecret: 'none', waysIn: ['passphrase-key-file', 'recovery-kit'] }),
      [],
    ],
    ['backups that others may hold', { areBackupsHeldByOthers: true }, ['backup-agreement-missing']],
    [
      'backups that others hold by agreement',
      {
        areBackupsHeldByOthers: true,
        agreements: [recordOf(agreement), recordOf({ ...agreement, service: 'backup-place' })],
      },
      [],
    ],
    ['a log that is not whole', { isLogIntact: false }, ['log-broken']],
    ['a review that is due', { isReviewDue: true }, ['review-due']],
    [
      'emergency access that nobody looked at',
      { isReviewDue: true, isEmergencyUnreviewed: true },
      ['emergency-access'],
    ],
    ['no agreement with the mail host', { agreements: [] }, ['agreement-missing']],
    ['an agreement with another alone', agreed({ service: 'other' }), ['agreement-missing']],
    ['an agreement that ended', agreed({ endedOn: '2026-10-01' }), ['agreement-missing']],
    [
      'two hosts and one agreement',
      configured({
        accounts: ['a', 'b'].map((name) => ({
          address: `${name}@practice.example`,
          host: `${name}.example`,
        })),
      }),
      ['agreement-missing', 'agreement-missing'],
    ],
    ['an agreement that was asked for', agreed({ signedOn: null }), ['agreement-unsigned']],
    ['one that ran out yesterday', agreed({ expiresOn: '2026-11-21' }), ['agreement-expired 2026-11-21']],
    ['one that runs out today', agreed({ expiresOn: '2026-11-22' }), ['agreement-expires 2026-11-22']],
    ['one that runs out in 60 days', agreed({ expiresOn: '2027-01-21' }), ['agreement-expires 2027-01-21']],
    ['one that runs out in 61 days', agreed({ expiresOn: '2027-01-22' }), []],
    ['one signed a year ago', agreed({ signedOn: '2025-11-22' }), []],
    [
      'one signed longer ago, and never confirmed',
      agreed({ signedOn: '2025-11-21' }),
      ['agreement-unverified 2026-11-21'],
    ],
    ['one confirmed since', agreed({ signedOn: '2020-01-01', verifiedOn: '2026-02-01' }), []],
    ['no kit', configured({ hasRecoveryKit: false }), ['kit-missing']],
    ['no backup', configured({ lastBackupAt: null }), ['backup-missing']],
    [
      'a backup of eight days ago',
      configured({ lastBackupAt: '2026-11-14T23:59:00.000Z' }),
      ['backup-old 2026-11-21'],
    ],
    ['no drill', configured({ lastDrillAt: null }), ['drill-missing']],
    ['an old drill', configured({ lastDrillAt: '2026-08-01T00:00:00.000Z' }), ['drill-old 2026-11-01']],
    [
      'messages to judge',
      { toJudge: { count: 3, contactId: contactIdSchema.parse(1) } },
      ['messages-to-judge'],
    ],
    ['a letter with the head that never left', letter('weekly', null), ['head-letter-missing']],
    ['one a week ago', letter('weekly', '2026-11-15T12:00:00.000Z'), []],
    ['one longer ago', letter('weekly', '2026-11-14T12:00:00.000Z'), ['head-letter-old 2026-11-21']],
    ['the same, once a month', letter('monthly', '2026-11-14T12:00:00.000Z'), []],
    [
      'one long ago, once a month',
      letter('monthly', '2026-10-10T12:00:00.000Z'),
      ['head-letter-old 2026-11-10'],
    ],
    ['no risk analysis', { riskAnalysisSignedOn: null }, ['risk-analysis-missing']],
    ['an old one', { riskAnalysisSignedOn: '2025-11-01' }, ['risk-analysis-old 2026-11-01']],
    ['no training', { trainedOn: null }, ['training-missing']],
    ['training long ago', { trainedOn: '2024-02-29' }, ['training-old 2025-02-28']],
    ['an incident: 60 days from its discovery', happened({}), ['incident-undecided 2027-01-09']],
    ['one that was no breach', happened({ conclusion: 'no-breach' }), []],
    ['a breach', happened({ conclusion: 'breach' }), ['breach-untold 2027-01-09']],
    ['a breach that was told', happened({ conclusion: 'breach', notifiedOn: '2026-11-20' }), []],
  ])('%s', (_what, change, expected) => {
    expect(open(change)).toEqual(expected)
  })

  it('puts incidents first, and names each mail host once', () => {
    const accounts = ['a', 'b'].map((name) => ({
      address: `${name}@practice.example`,
      host: 'imap.host.example',
    }))
    const tasks = openTasks({ ...calm, ...happened({}), agreements: [], ...configured({ accounts }) })
    expect(tasks.map(({ task, subject }) => [task, subject])).toEqual([
      ['incident-undecided', 'Letter to the wrong Maria'],
      ['agreement-missing', 'imap.host.example'],
    ])
  })
})
