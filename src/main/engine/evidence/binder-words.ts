import { paragraphOfTask, paragraphOfThreat, paragraphs } from '../../../shared/evidence-paragraphs.ts'
import type {
  EvidenceBody,
  EvidenceOverview,
  Incident,
  MailMonth,
  RiskRow,
  RiskThreat,
} from '../../../shared/contract/index.ts'

import type { BinderAccess } from './binder.ts'
import type { BinderTask } from './binder.ts'

/**
 * A label, and what stands beside it; empty: the line is left out. Then the paragraph of 45 CFR that it serves, where that is
 * narrower than the section's.
 */
export type Line = readonly [label: string, value: string, paragraph?: string]

const taskWords: Readonly<Record<BinderTask['task'], string>> = {
  'incident-undecided': 'Incident to be decided',
  'breach-untold': 'Breach of which nobody was told',
  'log-broken': 'The activity log is not whole',
  'emergency-access': 'Opened with the recovery kit or shares, and not looked through since',
  'agreement-missing': 'No agreement with the mail host',
  'agreement-unsigned': 'Agreement that is not signed',
  'agreement-expired': 'Agreement that has expired',
  'agreement-expires': 'Agreement that expires soon',
  'agreement-unverified': 'Agreement not confirmed for a year',
  'kit-missing': 'No recovery kit',
  'backup-missing': 'No backup',
  'backup-old': 'Last backup too long ago',
  'drill-missing': 'No restore drill',
  'drill-old': 'Last restore drill too long ago',
  'review-due': 'Activity log to be looked through',
  'head-letter-missing': 'No letter with the head of the activity log has left',
  'head-letter-old': 'Newest head of the activity log that left too old',
  'risk-analysis-missing': 'No signed risk analysis',
  'risk-analysis-old': 'Risk analysis older than a year',
  'training-missing': 'No training written down',
  'training-old': 'Last training longer than a year ago',
}

const threatWords: Readonly<Record<RiskThreat, string>> = {
  'lost-computer': 'Computer lost or stolen',
  'guessed-passphrase': 'Passphrase guessed or seen',
  'forgotten-passphrase': 'Passphrase forgotten',
  'unattended-screen': 'Screen left unattended',
  'wrong-recipient': 'Mail to the wrong person',
  'read-on-the-way': 'Mail read on the way',
  'mail-host': 'Mail host broken into',
  'seen-on-a-phone': "Seen on a patient's phone",
  phishing: 'Phishing',
  malware: 'Malware in an attachment',
  'lost-data': 'Data lost',
  'people-who-leave': 'People who leave',
}

const services = { 'mail-host': 'Mail host', 'backup-place': 'Place of backups', other: 'Other' } as const
const conclusions = {
  open: 'Not decided yet',
  'no-breach': 'No breach: low probability that PHI was compromised',
  breach: 'Breach',
} as const
const factorWords: Readonly<Record<keyof Incident['factors'], string>> = {
  nature: 'What PHI it was',
  recipient: 'Who had it',
  acquired: 'Acquired, viewed?',
  mitigated: 'What was mended',
}
const secured = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const

/** @param today `YYYY-MM-DD` */
export function openLines(tasks: readonly BinderTask[], today: string): Line[] {
  return tasks.map(({ task, subject, dueOn }) => {
    const what = subject === null ? taskWords[task] : `${taskWords[task]}: ${subject}`
    const when = dueOn === null ? 'Now' : `${dueOn < today ? 'Was due' : 'By'} ${dueOn}`
    return [when, what, paragraphOfTask[task]]
  })
}

export function configurationLines({
  configuration,
  access,
  log,
}: Pick<EvidenceOverview, 'configuration' | 'access' | 'log'>): Line[] {
  const { accounts, waysIn, people, lastBackupAt, lastDrillAt } = configuration
  return [
    ['Person', access.user, paragraphs.user],
    [
      'This month',
      `${String(access.unlocks)} times unlocked, ${String(access.failedUnlocks)} failed attempts`,
      paragraphs.unlocks,
    ],
    [
      'Opens with',
      [...waysIn, ...(configuration.deviceSecret === 'keychain' ? ['device secret'] : [])].join(', '),
      paragraphs.waysIn,
    ],
    [
      'Locks after',
      `${String(configuration.idleLockMinutes)} minutes without use, and with sleep or screen lock`,
      paragraphs.idleLock,
    ],
    [
      'At rest',
      'AES-256-CBC with HMAC-SHA512 for each page (SQLCipher 4 format)',
      paragraphOfThreat['lost-computer'],
    ],
    ['Mail hosts', accounts.map(({ address, host }) => `${address} at ${host}`).join('; ')],
    ['People', `${String(people.patients)} patients, ${String(people.colleagues)} colleagues`],
    ['Key look-up', configuration.looksUpKeys ? 'asks domains for keys' : 'asks nobody'],
    ['Recovery kit', configuration.hasRecoveryKit ? 'made' : 'not made', paragraphs.kit],
    ['Last backup', lastBackupAt ?? 'none', paragraphs.backup],
    ['Last drill', lastDrillAt ?? 'none', paragraphs.drill],
    ['Activity log', `${String(log.count)} records, ${log.isIntact ? 'whole' : 'not whole'}`, paragraphs.log],
    ['Looked through', log.reviewedAt ?? 'never', paragraphs.review],
  ]
}

/** How sealed copies are protected, as pages name it. */
export const protections = [
  ['openpgp', 'OpenPGP'],
  ['smime', 'S/MIME'],
  ['sealed-message', 'Sealed message'],
] as const

/** The newest first. */
export function mailLines(months: readonly MailMonth[]): Line[] {
  return months.toReversed().map(({ month, protection, scans, overrides, stopped, returned }) => {
    const said = protections.map(([key, name]) => `${name} ${String(protection[key])}`).join(', ')
    return [
      month,
      `${said}. Scans: ${String(scans.phi)} with PHI, ${String(scans['identifiers-only'])} with identifiers alone, ${String(scans.none)} with neither. ${String(overrides.questions)} questions answered, ${String(overrides.findings)} findings set aside, ${String(stopped)} stopped, ${String(returned)} returned or refused.`,
    ]
  })
}

export function agreementLines(body: EvidenceBody): Line[] {
  if (body.kind !== 'agreement') return []
  const { document } = body
  return [
    ['With', body.party],
    ['For', services[body.service]],
    ['Signed', body.signedOn ?? 'not yet'],
    ['Until', body.expiresOn ?? 'no end named'],
    ['Confirmed', body.verifiedOn ?? ''],
    ['Ended', body.endedOn ?? ''],
    ['Document', document === null ? 'none kept' : `${document.name}, SHA-256 ${document.sha256}`],
    ['Note', body.note],
  ]
}

export function trainingLines(body: EvidenceBody): Line[] {
  if (body.kind !== 'training') return []
  return [
    ['Person', body.person],
    ['Day', body.completedOn],
    ['About', body.topics.map((topic) => topic.replaceAll('-', ' ')).join(', ')],
    ['Note', body.note],
  ]
}

export function riskLines(body: EvidenceBody): Line[] {
  if (body.kind !== 'risk-analysis') return []
  const rows = Object.entries(body.rows) as [RiskThreat, RiskRow][]
  return [
    ['Signed', body.signedOn ?? 'not yet'],
    ...rows.map(([threat, row]): Line => [
      'Risk',
      `${threatWords[threat]}. ${judged(row)}`,
      paragraphOfThreat[threat],
    ]),
  ]
}

function judged({ likelihood, impact, response, measure, dueOn }: RiskRow): string {
  if (likelihood === null && impact === null) return 'Not judged yet.'
  const said = `Likelihood ${likelihood ?? 'not judged'}, impact ${impact ?? 'not judged'}`
  const answer = response === null ? '' : response === 'accept' ? ', accepted' : ', to be reduced'
  const due = dueOn === null ? '' : ` By ${dueOn}.`
  return `${said}${answer}.${measure === '' ? '' : ` ${measure}`}${due}`
}

export function incidentLines(body: EvidenceBody): Line[] {
  if (body.kind !== 'incident') return []
  const factors = Object.entries(body.factors) as [keyof Incident['factors'], Incident['factors']['nature']][]
  return [
    ['Incident', body.title],
    ['Discovered', body.discoveredOn],
    ['Happened', body.happenedOn ?? 'not known'],
    ['What', body.what],
    ['People', body.affected === null ? 'not known' : String(body.affected)],
    ['Was secured', secured[body.wasSecured]],
    ...factors.map(([name, { weight, note }]): Line => [
      'Factor',
      `${factorWords[name]}: ${weight ?? 'not judged'}.${note === '' ? '' : ` ${note}`}`,
    ]),
    ['Conclusion', conclusions[body.conclusion]],
    ['Decided', body.concludedOn ?? ''],
    ['Told', body.notifiedOn ?? ''],
  ]
}

/** The seats as they are now, and each version before that changed who has one. */
export function accessLines([newest, ...older]: readonly BinderAccess[]): Line[] {
  if (newest === undefined) return [['Policy', 'none: nobody but the person of this vault has a seat in it']]
  const seats = newest.seats.map(({ name, role, since, revokedAt }): Line => [
    role,
    `${name}, since ${since.slice(0, 10)}${revokedAt === null ? '' : `, ended ${revokedAt.slice(0, 10)}`}`,
  ])
  const versions = [newest, ...older].map(({ number, issuedAt, leftAt, seats: all }): Line => {
    const open = all.filter(({ revokedAt }) => revokedAt === null).length
    const left = leftAt === null ? '' : `; this vault left the practice ${leftAt.slice(0, 10)}`
    return [
      `Version ${String(number)}`,
      `signed ${issuedAt.slice(0, 10)}, seats in use: ${String(open)}${left}`,
    ]
  })
  return [...seats, ...versions]
}

/** 45 CFR, and what of the program helps with it (docs/hipaa-safeguards.md). */
export const paragraphLines: readonly Line[] = [
  [
    '164.308(a)(1)',
    'Risk analysis with the real configuration; the activity log looked through and signed off',
  ],
  ['164.308(a)(3)', 'Seats that ended, with the day and a checklist for what lies elsewhere'],
  ['164.308(a)(4)', 'Roles in a policy that the owner signs, every version kept; access looked through'],
  ['164.308(a)(5)', 'Training written down; failed attempts to unlock counted and chained into the log'],
  ['164.308(a)(6)', 'Incidents with the four factors of 164.402 and the 60 days of 164.404'],
  ['164.308(a)(7)', 'Encrypted backups, restore drills, the recovery kit'],
  ['164.308(b)', 'Agreements with those who hold data for the practice'],
  ['164.310(d)', 'Files that leave are asked for, recorded and listed'],
  ['164.312(a)', 'One vault for each person, encrypted, locked by itself'],
  ['164.312(b)', 'A log chained by hashes, written before each effect, verified without the program'],
  ['164.312(c)', 'Authenticated encryption, and the hash of each message at receipt'],
  ['164.312(d)', 'Passphrase of a measured strength, and the secret of this computer'],
  ['164.312(e)', 'Every message encrypted for its recipients, and verified TLS to the mail host'],
  ['164.316(b)', 'Versions of what was written down are kept, never changed'],
]
