import { z } from 'zod'
import type {
  Decision,
  Label,
  ScanContext,
  ScanDocument,
  ScanPart,
  ScanResult,
} from '../../main/phi/index.ts'

const optionalText = z.string().optional()

const identity = z.object({
  name: optionalText,
  practice: optionalText,
  address: optionalText,
  phone: optionalText,
  fax: optionalText,
  email: optionalText,
  signature: optionalText,
})

const patient = z.object({
  id: optionalText,
  name: z.string(),
  nicknames: z.array(z.string()).optional(),
  email: optionalText,
  dob: optionalText,
  mrn: optionalText,
  phone: optionalText,
  address: optionalText,
})

const line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  subject: optionalText,
  context: z
    .object({
      self: z.union([identity, z.array(identity)]).optional(),
      patients: z.array(patient).optional(),
      recipients: z.array(z.string()).optional(),
    })
    .optional(),
})

/** One line of input of `sealpost scan --jsonl`. */
export type ScanLine = {
  readonly id: string | number
  readonly document: ScanDocument
  readonly context: ScanContext
}

/** One line of its output. */
export type ScanLineResult = {
  readonly id: string | number
  readonly findings: readonly {
    readonly part: string
    readonly start: number
    readonly end: number
    readonly label: Label
    readonly score: number
  }[]
  readonly decision: Decision
}

/** @returns undefined where the line isn't JSON of the form `{"id","text","subject"?,"context"?}` */
export function parseScanLine(text: string): ScanLine | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = line.safeParse(value)
  if (!parsed.success) return undefined
  const { id, subject, context } = parsed.data
  const parts: ScanPart[] = [{ id: 'text', kind: 'text', text: parsed.data.text }]
  if (subject !== undefined) parts.unshift({ id: 'subject', kind: 'subject', text: subject })
  const self = context?.self === undefined ? [] : Array.isArray(context.self) ? context.self : [context.self]
  return {
    id,
    document: { parts },
    context: {
      self: self.map(withoutAbsent),
      patients: (context?.patients ?? []).map(withoutAbsent),
      recipients: context?.recipients ?? [],
    },
  }
}

/** zod gives `undefined` for what is absent; the scanner's types know only absence. */
function withoutAbsent<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

export function scanLineResult(id: string | number, { findings, decision }: ScanResult): ScanLineResult {
  return {
    id,
    findings: findings.map(({ part, start, end, label, score }) => ({ part, start, end, label, score })),
    decision,
  }
}
