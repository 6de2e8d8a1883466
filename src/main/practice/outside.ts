import type { Outside, OutsideCheck, OutsideProblem, Practice } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { alwaysAskedOf, createScanner, type Scanner } from '../phi/index.ts'
import {
  coverSubject,
  coverText,
  formFileNames,
  pageTitle,
  rereadLogo,
  type Cover,
} from '../sealing/index.ts'
import { listAccounts, listContacts, type Reader, type Store } from '../store/index.ts'
import { changedFields, readPractice, savePractice } from './practice.ts'

/** What stands outside the seal of every message: checked as one text, shown as it will be read, and saved. */
export interface OutsideDesk {
  check(outside: Outside): Result<OutsideCheck>
  /**
   * Saves it where the check finds nothing, or only that it tells of health and `keepsHealth` says that a person was
   * told so. Errors: `audit/write-failed`; `logo/…` where the logo isn't one that `readLogo` made.
   */
  save(outside: Outside, keepsHealth: boolean): Result<{ saved: boolean; check: OutsideCheck }>
}

export interface OutsideDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
}

export function createOutsideDesk({ store, audit, clock }: OutsideDeskDeps): OutsideDesk {
  function check(reader: Reader, outside: Outside): OutsideCheck {
    const account = listAccounts(reader)[0]
    const practice = { ...readPractice(reader), ...outside }
    const cover = coverOf(practice, account?.name ?? '')
    const { html, pdf } = formFileNames(cover)
    const preview = {
      from: cover.senderLabel,
      subject: coverSubject(cover),
      text: coverText(cover, { html: true, pdf: true }),
      files: [pdf, html],
      pageTitle: pageTitle(cover),
    }
    return { preview, problems: problemsOf(outside, scannerOf(reader)) }
  }

  return {
    check: (outside) => store.attempt((reader) => ok(check(reader, outside))),

    save: (outside, keepsHealth) =>
      store.transaction<{ saved: boolean; check: OutsideCheck }>((tx) => {
        const checked = check(tx, outside)
        const isHealth = checked.problems.length > 0
        if (checked.problems.some(({ kind }) => kind !== 'health') || (isHealth && !keepsHealth)) {
          return ok({ saved: false, check: checked })
        }
        const logo = outside.outsideLogo === '' ? ok('') : rereadLogo(outside.outsideLogo)
        if (!logo.ok) {
          return logo
        }
        const after = { ...outside, outsideLogo: logo.value }
        const before = readPractice(tx)
        const recorded = audit.append(tx, {
          type: 'outside.changed',
          fields: changedFields(before, after),
          warning: isHealth ? 'health-kept' : 'none',
        })
        if (!recorded.ok) {
          return recorded
        }
        savePractice(tx, { ...before, ...after }, clock().getTime())
        return ok({ saved: true, check: checked })
      }),
  }
}

/** The outside of a sealed message. @param accountName stands in where the practice has given no name yet */
export function coverOf(practice: Practice, accountName: string): Cover {
  const { outsideName, clinicianName, outsideSubject, outsideNote, outsideFileName } = practice
  const { outsidePageName, outsideLogo } = practice
  return {
    language: practice.language,
    senderLabel: [outsideName, clinicianName].find((name) => name !== '') ?? accountName,
    phone: practice.phone === '' ? null : practice.phone,
    ...(outsideSubject !== '' && { subject: outsideSubject }),
    ...(outsideNote.trim() !== '' && { note: outsideNote.trim() }),
    ...(outsideFileName !== '' && { fileName: outsideFileName }),
    ...(outsidePageName !== '' && { pageName: outsidePageName }),
    ...(outsideLogo !== '' && { logo: outsideLogo }),
  }
}

type Field = OutsideProblem['field']
const fields = [
  'outsideName',
  'outsideSubject',
  'outsideNote',
  'outsideFileName',
  'outsidePageName',
  'phone',
] as const satisfies readonly Field[]

/** Any patient's: whoever sees the phone, or the mail host, reads it beside the practice's words. */
const patientAddress = 'somebody@mail.example'

/** Mail programs make links of these; a sealed message trains nobody to press one. */
const link = /https?:|\bwww\.|\b[a-z0-9-]+\.(com|org|net|edu|gov|info|io|app|health|care|clinic|us|mx|es)\b/i
/** What phishing asks for. The passphrase has a name of its own. */
const password = /\bpass\s?words?\b|\bcontraseñas?(?!\p{L})/iu
/** The scanner knows English; a Spanish outside tells as much. */
const spanishHealth =
  /\b(salud|psic[oó]log|psiqui[aá]tr|psicot|terap|cl[ií]nic|trastorno|adicci|alcoh|depresi|ansiedad|oncolog|c[aá]ncer|diabet|tratamiento|embarazo|vih\b|sida\b|cita m[eé]dica)/iu

function problemsOf(outside: Outside, scanner: Scanner): OutsideProblem[] {
  const found = fields.flatMap((field) => {
    const findings = scan(scanner, outside[field]).findings.map(alwaysAskedOf)
    const kinds = [
      ...(findings.includes('patient') ? (['names-patient'] as const) : []),
      ...(findings.includes('number') ? (['number'] as const) : []),
      ...(link.test(outside[field]) ? (['link'] as const) : []),
      ...(password.test(outside[field]) ? (['asks-password'] as const) : []),
    ]
    return kinds.map((kind): OutsideProblem => ({ kind, field }))
  })
  return [...found, ...healthIn(outside, scanner)]
}

/**
 * What to change. A name is shorter than a letter, so that half of what makes a letter one about health is enough here;
 * and everything is read together, so what no field says alone may still be said by all of them.
 */
function healthIn(outside: Outside, scanner: Scanner): OutsideProblem[] {
  const strengthOf = (words: string) =>
    spanishHealth.test(words) ? 1 : scan(scanner, words).healthContext.strength
  const whole = strengthOf(fields.map((field) => outside[field]).join('\n'))
  const bar = whole >= 1.5 ? 0.1 : 0.5
  return fields
    .filter((field) => strengthOf(outside[field]) >= bar)
    .map((field) => ({ kind: 'health', field }))
}

function scan(scanner: Scanner, words: string) {
  return scanner.scan({
    parts: [{ id: 'outside', kind: 'text', text: `To: ${patientAddress}\n${words}` }],
  })
}

/** Without the practice's own names: they are what is in question here. */
function scannerOf(reader: Reader): Scanner {
  const patients = listContacts(reader, { kind: 'patient' }).map((patient) => ({
    name: patient.name,
    nicknames: patient.nicknames,
    phones: patient.phones,
    ...(patient.addresses[0] === undefined ? {} : { email: patient.addresses[0] }),
    ...(patient.birthDate === null ? {} : { dob: patient.birthDate }),
    ...(patient.recordNumber === null ? {} : { mrn: patient.recordNumber }),
  }))
  return createScanner({ self: [], patients, recipients: [patientAddress] })
}
