import type {
  BinderFacts,
  ListedBinder,
  ReadBinder,
  ShownBinderSection,
} from '../../../src/shared/contract/index.ts'

const key = '4F0C 91AB 77E4 460F F231 8A9D 07BE 8330'
const hash = '9f2c41d07be3a9d0b77e4460ff2318a9d07be83302e5f4c1d5529a01b77e4460'
const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const rivera = 'Rivera Practice, Dr. Ana Rivera'
const monday = 'Rivera Practice, Ben Cole, of Monday'

const facts = (more: Partial<BinderFacts>): BinderFacts => ({
  ...{ file: hash, pdf: hash, createdAt: day(2), practice: 'Rivera Practice', signer: key },
  ...{
    headSeq: 19,
    headHash: hash,
    beside: [{ log: 1, title: rivera, standing: 'holds', isFileNamed: true }],
  },
  ...more,
})

/** One that a log holds, one that two logs of the same name disagree about, and one beside which there is no log. */
export function demoBinders(): ReadBinder[] {
  return [
    { ...facts({}), id: 1, title: 'Rivera Practice, autumn', addedAt: day(1) },
    {
      ...facts({
        ...{ headSeq: 1204, createdAt: day(9) },
        beside: [
          { log: 4, title: monday, standing: 'contradicts', isFileNamed: false },
          { log: 2, title: 'Rivera Practice, Ben Cole', standing: 'holds', isFileNamed: false },
        ],
      }),
      ...{ id: 2, title: 'Rivera Practice, Ben Cole', addedAt: day(8) },
    },
    {
      ...facts({ practice: '', headSeq: 77, createdAt: day(60), beside: [] }),
      ...{ id: 3, title: 'Lee Counseling', addedAt: day(30) },
    },
  ]
}

export const unreadableBinder: ListedBinder = {
  ...{ kind: 'unreadable', id: 4, title: 'Hill Street Clinic', addedAt: day(200) },
}

export const binderOffers = {
  whole: facts({}),
  further: facts({
    beside: [{ log: 1, title: rivera, standing: 'ends-before', isFileNamed: false }],
    headSeq: 31,
  }),
  broken: facts({
    beside: [
      { log: 1, title: rivera, standing: 'taken-back', isFileNamed: false },
      {
        log: 3,
        title: 'Rivera Practice, Dr. Ana Rivera, copy by mail',
        standing: 'unproven',
        isFileNamed: false,
      },
    ],
  }),
} as const satisfies Record<string, BinderFacts>

type Told = readonly (readonly [label: string, value: string, paragraph?: string])[]

const lines = (told: Told) =>
  told.map(([label, value, paragraph]) => ({ label, value, paragraph: paragraph ?? null }))
const part = (title: string, paragraph: string, told: Told): ShownBinderSection => ({
  ...{ title, paragraph },
  records: told.length === 0 ? [] : [[{ written: null, lines: lines(told) }]],
})
const trained = (version: number, note: string) => ({
  written: { version, at: day(40 - version) },
  lines: lines([
    ['Person', 'Ben Cole'],
    ['Day', '2026-10-30'],
    ['About', 'phishing, passphrases and devices'],
    ['Note', note],
  ]),
})

export function demoSections(): ShownBinderSection[] {
  return [
    part('Open', '', [
      ['Now', 'No recovery kit', '164.312(a)(2)(ii)'],
      ['By 2026-12-01', 'Agreement that expires soon: Harbor Mail', '164.308(b)(3)'],
      [
        'Now',
        'Agreement not confirmed for a year: Northside Backups',
        '164.308(b), as proposed in 90 FR 898',
      ],
    ]),
    part('Mail that left', '164.312(e)(1)', [
      [
        '2026-11',
        'OpenPGP 3, S/MIME 0, Sealed message 41. Scans: 38 with PHI, 2 with identifiers alone, 4 with neither. 3 questions answered, 1 findings set aside, 0 stopped, 0 returned or refused.',
      ],
    ]),
    part('Configuration', '164.312(a)(2), (d)', [
      ['Person', 'Dr. Ana Rivera', '164.312(a)(2)(i)'],
      ['Opens with', 'passphrase, device secret', '164.312(d)'],
      ['Locks after', '10 minutes without use, and with sleep or screen lock', '164.312(a)(2)(iii)'],
      ['Mail hosts', 'ana@rivera-practice.example at imap.harbor-mail.example'],
      ['Activity log', '1204 records, whole', '164.312(b)'],
    ]),
    part('Agreements', '164.308(b), 164.314(a)', []),
    {
      ...{ title: 'Training', paragraph: '164.308(a)(5), 164.530(b)' },
      records: [
        [trained(2, 'An hour, with Ms. Lee'), trained(1, 'An hour')],
        [trained(1, 'By the handbook')],
      ],
    },
    part('Who has access', '164.308(a)(3), (a)(4)', [
      ['owner', 'Dr. Ana Rivera, since 2026-01-04'],
      ['clinician', 'Ben Cole, since 2026-02-11, ended 2026-10-31'],
    ]),
  ]
}
