import type {
  Consultation,
  Draft,
  DraftContent,
  Finding,
  RecipientProtection,
  Review,
  ScanSummary,
} from '../../../src/shared/contract/index.ts'

type Rule = {
  readonly pattern: RegExp
  readonly category: Finding['category']
  readonly explanation: string
  readonly needsDecision?: boolean
  readonly words: string
}

const rules: readonly Rule[] = [
  {
    pattern: /\b\d{3}-\d{2}-\d{4}\b/g,
    category: 'G',
    explanation: 'Nine digits in the form of a Social Security number.',
    words: '[Social Security number removed]',
    needsDecision: true,
  },
  {
    pattern: /Daniel Ortiz/g,
    category: 'A',
    explanation: 'The name of one of your patients.',
    words: 'patient B',
    needsDecision: true,
  },
  {
    pattern: /Maria Alvarez|\bMaria\b/g,
    category: 'A',
    explanation: 'The name of the patient this goes to.',
    words: 'the patient',
  },
  {
    pattern: /\(\d{3}\) \d{3}-\d{4}/g,
    category: 'D',
    explanation: 'A telephone number.',
    words: '[phone number removed]',
  },
  {
    pattern: /\b\d{1,2} (?:March|April|November)\b/g,
    category: 'C',
    explanation: 'A date other than a year.',
    words: '[date removed]',
  },
]

function plain(html: string): string {
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll('&nbsp;', ' ')
}

/** A stand-in for the scan, only so far that every state of the window can be seen. */
export function scan(content: DraftContent): ScanSummary {
  const text = plain(content.html)
  const findings = rules.flatMap((rule) =>
    [...text.matchAll(rule.pattern)].map((match): Finding => ({
      category: rule.category,
      label: rule.category,
      part: 'text',
      start: match.index,
      end: match.index + match[0].length,
      value: match[0],
      explanation: rule.explanation,
      score: rule.needsDecision === true ? 0.95 : 0.8,
      occurrence: [...text.slice(0, match.index).matchAll(rule.pattern)].filter(([word]) => word === match[0])
        .length,
      isInQuote: false,
      needsDecision: rule.needsDecision ?? false,
      alwaysAsked: rule.category === 'G' ? 'number' : rule.category === 'A' ? 'patient' : null,
      replacement: { words: rule.words, replaces: match[0], before: 0 },
    })),
  )
  const hasHealthContext = /dose|diagnos|depress|anxi|therapy|medication/i.test(text)
  return {
    decision: findings.length === 0 ? 'none' : hasHealthContext ? 'phi' : 'identifiers-only',
    hasHealthContext,
    findings,
    reasons: reasonsOf(findings, hasHealthContext),
    notScanned: [],
    setAside: 0,
    recognizersOff: [],
    warnings: [],
  }
}

function reasonsOf(findings: readonly Finding[], hasHealthContext: boolean): ScanSummary['reasons'] {
  const named = findings.filter(({ alwaysAsked }) => alwaysAsked === 'patient').length
  const categories = [...new Set(findings.map(({ category }) => category))].sort()
  return [
    ...(named > 0 ? [{ code: 'patient-list-match' as const, count: named }] : []),
    { code: 'recipient-is-patient' },
    ...(findings.length > 0 ? [{ code: 'identifiers' as const, categories, count: findings.length }] : []),
    ...(hasHealthContext ? [{ code: 'health-context' as const, topics: ['mental-health' as const] }] : []),
  ]
}

/** As the engine: pictures are known by their type. */
export function unseenFiles(attachments: Draft['attachments']): ScanSummary['notScanned'] {
  return attachments
    .filter(({ contentType }) => contentType.startsWith('image/'))
    .map(({ id, fileName }) => ({ part: `attachment:${String(id)}`, fileName, reason: 'image' }))
}

export function consultation(content: DraftContent): Consultation {
  const changes = scan(content).findings.map(({ category, value, replacement }) => ({
    category,
    replaced: value,
    words: replacement?.words ?? '',
  }))
  const html = changes.reduce((text, { replaced, words }) => text.replace(replaced, words), content.html)
  return { subject: content.subject, html, changes, risks: ['own-words', 'rare-condition', 'work-and-place'] }
}

type Looked = {
  readonly recipients: RecipientProtection[]
  readonly attachments: Draft['attachments']
  readonly isAnswer: boolean
}

export function review(content: DraftContent, { recipients, attachments, isAnswer }: Looked): Review {
  const summary = scan(content)
  const questions: Review['questions'] = []
  const ssns = summary.findings.filter((finding) => finding.category === 'G').length
  if (ssns > 0) {
    questions.push({
      id: 'ssn',
      isBlocking: false,
      question: { kind: 'sensitive-number', label: 'SSN', count: ssns, isInQuote: false },
    })
  }
  if (summary.findings.some((finding) => finding.value === 'Daniel Ortiz')) {
    questions.push({
      id: 'other',
      isBlocking: false,
      question: {
        kind: 'another-patient-named',
        patient: 'Daniel Ortiz',
        recipient: 'Maria Alvarez',
        where: 'message',
      },
    })
  }
  for (const recipient of recipients) {
    if (recipient.address === 'maria.alvares@mailbox.example') {
      questions.push({
        id: 'look-alike',
        isBlocking: false,
        question: {
          kind: 'look-alike-address',
          address: recipient.address,
          known: 'maria.alvarez@mailbox.example',
          wasCorrected: false,
        },
      })
    }
    // Nobody in the double is new: the subject says when they are.
    if (content.subject === 'Welcome') {
      const { address } = recipient
      questions.push({
        id: `first:${address}`,
        isBlocking: false,
        question: { kind: 'first-time-address', address },
      })
    }
    // Every colleague of the double was last written to with a key.
    if (recipient.contact?.kind === 'colleague' && recipient.route.kind === 'sealed-message') {
      questions.push({
        id: `weaker:${recipient.address}`,
        isBlocking: false,
        question: {
          kind: 'weaker-than-before',
          measure: isAnswer ? 'answered-message' : 'last-message',
          address: recipient.address,
          before: 'openpgp',
          now: 'sealed-message',
        },
      })
    }
    if (recipient.route.kind === 'blocked') {
      questions.push({
        id: `blocked:${recipient.address}`,
        isBlocking: true,
        question: {
          kind: 'recipient-without-protection',
          address: recipient.address,
          contactId: recipient.contact?.id ?? null,
        },
      })
    }
  }
  return {
    questions,
    recipients,
    scan: { ...summary, notScanned: unseenFiles(attachments) },
    wireSizeBytes: 48_000 + content.html.length,
  }
}
