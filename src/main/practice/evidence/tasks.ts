import type {
  Agreement,
  Configuration,
  EvidenceRecord,
  EvidenceTask,
  HeadLetterPlan,
  Incident,
} from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'

/** Messages that may have told others of a patient and that nobody has judged yet. */
export interface ToJudge {
  /** A message about two patients is one. */
  readonly count: number
  /** Of whom most of them are; null: there are none. */
  readonly contactId: ContactId | null
}

/** What is known when it is asked what is open. */
export interface EvidenceState {
  /** `YYYY-MM-DD`, in the computer's time zone. */
  readonly today: string
  readonly agreements: readonly EvidenceRecord[]
  readonly incidents: readonly EvidenceRecord[]
  readonly isLogIntact: boolean
  readonly isReviewDue: boolean
  /** How often a letter with the head of the log is to leave, and of when the newest head is that left. */
  readonly headLetter: { readonly every: HeadLetterPlan['every']; readonly headAt: string | null }
  /** The recovery kit or shares were used on this store, and nobody has looked through the log and signed since. */
  readonly isEmergencyUnreviewed: boolean
  readonly toJudge: ToJudge
  readonly riskAnalysisSignedOn: string | null
  readonly trainedOn: string | null
  readonly configuration: Configuration
  /** Backups go to a place of which nobody said that the practice alone holds it. */
  readonly areBackupsHeldByOthers: boolean
}

type Task = Partial<Omit<EvidenceTask, 'task'>>

const warningDays = 60
/** 45 CFR 164.404(b): without unreasonable delay and in no case later than 60 days after discovery. */
const tellingDays = 60
const yearDays = 365
const backupDays = 7
const drillDays = 92
const letterDays = { weekly: 7, monthly: 31 } as const

/** What is open, the most pressing first. */
export function openTasks(state: EvidenceState): EvidenceTask[] {
  const { isLogIntact, isReviewDue, isEmergencyUnreviewed, configuration, today } = state
  return [
    ...incidentTasks(state),
    ...(isLogIntact ? [] : [task('log-broken')]),
    ...(isEmergencyUnreviewed ? [task('emergency-access')] : []),
    ...agreementTasks(state),
    ...(configuration.hasRecoveryKit ? [] : [task('kit-missing')]),
    ...(opensByPassphraseAlone(configuration) ? [task('device-part-missing')] : []),
    ...agedTask(configuration.lastBackupAt, backupDays, ['backup-missing', 'backup-old'], today),
    ...agedTask(configuration.lastDrillAt, drillDays, ['drill-missing', 'drill-old'], today),
    ...(isReviewDue && !isEmergencyUnreviewed ? [task('review-due')] : []),
    ...judgingTask(state.toJudge),
    ...headLetterTask(state),
    ...agedTask(state.riskAnalysisSignedOn, yearDays, ['risk-analysis-missing', 'risk-analysis-old'], today),
    ...agedTask(state.trainedOn, yearDays, ['training-missing', 'training-old'], today),
  ]
}

/** By whoever has a copy of the files. */
function opensByPassphraseAlone({ deviceSecret, waysIn }: Configuration): boolean {
  return deviceSecret === 'none' && waysIn.includes('passphrase')
}

function task(
  name: EvidenceTask['task'],
  { subject = null, dueOn = null, record = null, contactId = null }: Task = {},
): EvidenceTask {
  return { task: name, subject, dueOn, record, contactId }
}

function incidentTasks({ incidents }: EvidenceState): EvidenceTask[] {
  return incidents.flatMap(({ record, body }) => {
    if (body.kind !== 'incident') return []
    const name = taskOfIncident(body)
    const dueOn = daysAfter(body.discoveredOn, tellingDays)
    return name === null ? [] : [task(name, { subject: body.title, dueOn, record })]
  })
}

/** What is still to be done about one; null: nothing. */
export function taskOfIncident({ conclusion, notifiedOn }: Incident): EvidenceTask['task'] | null {
  if (conclusion === 'open') return 'incident-undecided'
  return conclusion === 'breach' && notifiedOn === null ? 'breach-untold' : null
}

function agreementTasks({
  agreements,
  configuration,
  areBackupsHeldByOthers,
  today,
}: EvidenceState): EvidenceTask[] {
  const running = agreements.flatMap(({ record, body }) =>
    body.kind === 'agreement' && body.endedOn === null ? [{ record, body }] : [],
  )
  // Nobody says which agreement is of which host: while there are fewer than hosts, some are missing.
  const isWith = (service: Agreement['service']) => running.filter(({ body }) => body.service === service)
  const withHosts = isWith('mail-host').length
  const lacksBackupPlace = areBackupsHeldByOthers && isWith('backup-place').length === 0
  const hosts = [...new Set(configuration.accounts.map(({ host }) => host))]
  return [
    ...(withHosts >= hosts.length ? [] : hosts.map((host) => task('agreement-missing', { subject: host }))),
    ...(lacksBackupPlace ? [task('backup-agreement-missing')] : []),
    ...running.flatMap(({ record, body }) => {
      const due = dueOfAgreement(body, today)
      return due === null ? [] : [task(due.name, { subject: body.party, dueOn: due.dueOn, record })]
    }),
  ]
}

function dueOfAgreement(
  { signedOn, expiresOn, verifiedOn }: Agreement,
  today: string,
): { name: EvidenceTask['task']; dueOn: string | null } | null {
  if (signedOn === null) return { name: 'agreement-unsigned', dueOn: null }
  if (expiresOn !== null && expiresOn < today) return { name: 'agreement-expired', dueOn: expiresOn }
  if (expiresOn !== null && expiresOn <= daysAfter(today, warningDays))
    return { name: 'agreement-expires', dueOn: expiresOn }
  const verifyBy = daysAfter(verifiedOn ?? signedOn, yearDays)
  return verifyBy < today ? { name: 'agreement-unverified', dueOn: verifyBy } : null
}

function judgingTask({ count, contactId }: ToJudge): EvidenceTask[] {
  return count === 0 ? [] : [task('messages-to-judge', { subject: String(count), contactId })]
}

function headLetterTask({ headLetter: { every, headAt }, today }: EvidenceState): EvidenceTask[] {
  return every === 'off'
    ? []
    : agedTask(headAt, letterDays[every], ['head-letter-missing', 'head-letter-old'], today)
}

/** @param last a day, or an instant, which counts as its day here; null: never */
function agedTask(
  last: string | null,
  days: number,
  [missing, old]: readonly [EvidenceTask['task'], EvidenceTask['task']],
  today: string,
): EvidenceTask[] {
  if (last === null) return [task(missing)]
  const dueOn = daysAfter(last.length === 10 ? last : dayOf(new Date(last)), days)
  return dueOn < today ? [task(old, { dueOn })] : []
}

/** `YYYY-MM-DD` in the computer's time zone. */
export function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** @param day `YYYY-MM-DD` */
function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
