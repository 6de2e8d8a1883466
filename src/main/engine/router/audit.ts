import { createHash } from 'node:crypto'
import type { AuditRow } from '../../../shared/contract/index.ts'
import type { MessageId } from '../../../shared/ids.ts'
import { fail, ok } from '../../../shared/result.ts'
import {
  auditEventTypes,
  buildExport,
  buildReport,
  noteExport,
  reviewWithChain,
  signReview,
  storyOf,
} from '../../audit/index.ts'
import { headThatLeftAt, mayByPolicy, readHeadLetterPlan, saveHeadLetterPlan } from '../../practice/index.ts'
import {
  findAuditPersonOfContact,
  findFileLetOut,
  listAuditEvents,
  listAuditEventsOf,
  listAuditPeople,
  listFilesLetOut,
  findMessage,
  type AuditEventRow,
  type Reader,
} from '../../store/index.ts'
import { isThere } from '../free-path.ts'
import { onlyWhileOpen } from '../desktop-while-open.ts'
import { writeHeadLetter } from '../head-letter.ts'
import { presentAuditEvent } from '../present-audit.ts'
import { presentFileLetOut } from '../present-file-let-out.ts'
import { anyVault, unlocked, unwrap } from './base.ts'

export const auditRouter = {
  list: anyVault.audit.list.handler(({ input, context }): { rows: AuditRow[]; nextCursor: string | null } => {
    const { store } = context.session
    const person = input.contactId === undefined ? null : findAuditPersonOfContact(store, input.contactId)
    const rows: AuditEventRow[] =
      input.contactId !== undefined && person === null
        ? []
        : listAuditEvents(
            store,
            {
              ...(input.types === undefined || input.types.length === 0 ? {} : { types: input.types }),
              ...(person === null ? {} : { reference: `person:${person.code}` }),
              ...(input.from === undefined ? {} : { from: Date.parse(input.from) }),
              ...(input.to === undefined ? {} : { to: Date.parse(input.to) }),
            },
            { before: input.cursor === null ? null : Number(input.cursor), limit: input.limit },
          )
    const people = namesIn(store)
    const last = rows.at(-1)
    return {
      rows: rows.map((row) => presentAuditEvent(row, people)),
      nextCursor: rows.length < input.limit || last === undefined ? null : String(last.seq),
    }
  }),

  story: anyVault.audit.story.handler(({ input, context }) => {
    const { store } = context.session
    const logicalId = input.kind === 'message' ? findMessage(store, input.id as MessageId)?.logicalId : null
    const sent = logicalId == null ? [] : [{ kind: 'logical' as const, id: logicalId }]
    const names = namesIn(store)
    return storyOf((references, limit) => listAuditEventsOf(store, references, limit), [input, ...sent]).map(
      (row) => presentAuditEvent(row, names),
    )
  }),

  types: anyVault.audit.types.handler(() => [...auditEventTypes]),

  status: anyVault.audit.status.handler(async ({ context }) => {
    const { count, firstBad, anchoredAt, isRolledBack } = await context.session.audit.status()
    return {
      count,
      isIntact: firstBad === null && !isRolledBack,
      firstBad: firstBad?.seq ?? null,
      anchoredAt: instantOrNull(anchoredAt),
    }
  }),

  review: unlocked.audit.review.handler(async ({ context }) => {
    const { store, audit } = context.session
    const review = reviewWithChain(store, context.engine.clock(), await audit.recentStatus())
    return {
      ...review,
      reviewedAt: instantOrNull(review.reviewedAt),
      fromAt: instantOrNull(review.fromAt),
      alerts: review.alerts.map(({ firstAt, lastAt, ...alert }) => ({
        ...alert,
        firstAt: new Date(firstAt).toISOString(),
        lastAt: new Date(lastAt).toISOString(),
      })),
    }
  }),

  signReview: unlocked.audit.signReview.handler(async ({ input, context, errors }) => {
    const { store, audit } = context.session
    unwrap(await signReview(store, audit, input.to, context.engine.clock()), errors)
  }),

  explainRollback: anyVault.audit.explainRollback.handler(async ({ input, context, errors }) => {
    const { vault, audit } = context.session
    unwrap(await vault.provePassphrase(input.passphrase, 'rollback-explanation'), errors)
    unwrap(await audit.explainRollback(input.reason), errors)
  }),

  export: anyVault.audit.export.handler(async ({ input, context, errors }) => {
    const { store, audit, vault, saveFile } = context.session
    const { format, withNames, from, to, contactId } = input
    if (withNames) {
      unwrap(mayByPolicy(store, 'mayExportNames'), errors)
    }
    const now = context.engine.clock()
    const person = contactId === undefined ? undefined : findAuditPersonOfContact(store, contactId)?.code
    if (contactId !== undefined && person === undefined) {
      return unwrap(fail('audit/nothing-of-person'), errors)
    }
    const scope = {
      withNames,
      ...(person === undefined ? {} : { person }),
      ...(from === undefined ? {} : { from: Date.parse(from) }),
      ...(to === undefined ? {} : { to: Date.parse(to) }),
    }
    const signingKey = () => vault.subKey('audit-signing')
    const { fonts } = context.engine.resources.sealing
    const built =
      format === 'pdf'
        ? await buildReport(store, scope, now, signingKey, async (period) => {
            const { setAuditReport } = await import('../pdf/audit-report.ts')
            return setAuditReport(fonts, period, now)
          })
        : await buildExport(store, { ...scope, format }, now, signingKey)
    const [main, ...beside] = built.files
    if (main === undefined) {
      return { saved: false, count: 0, headHash: built.head }
    }
    const name = `sealpost-activity-${now.toISOString().slice(0, 10)}${main.suffix}`
    const saved = await saveFile({ name, bytes: main.bytes, way: 'exported', messageId: null, beside }, () =>
      store.transaction((tx) => {
        noteExport(tx, built.logHead, now)
        const recorded = audit.append(tx, {
          type: 'audit.exported',
          format,
          ...(person === undefined ? {} : { person }),
          withNames,
          events: built.count,
          receipts: built.receipts,
          head: built.head,
        })
        return recorded.ok ? ok(undefined) : recorded
      }),
    )
    return { saved: unwrap(saved, errors), count: built.count, headHash: built.head }
  }),

  saveVerifier: anyVault.audit.saveVerifier.handler(async ({ context, errors }) => {
    const { audit, saveFile } = context.session
    const { verifier: bytes } = context.engine.resources
    const file = createHash('sha256').update(bytes).digest('hex')
    const saved = await saveFile({ name: 'verify-audit.mjs', bytes, way: 'exported', messageId: null }, () =>
      audit.record({ type: 'audit.verifier-saved', file }),
    )
    return { saved: unwrap(saved, errors) }
  }),

  headLetter: unlocked.audit.headLetter.handler(({ context }) => {
    const { store } = context.session
    return { ...readHeadLetterPlan(store), headAt: instantOrNull(headThatLeftAt(store)) }
  }),

  planHeadLetter: unlocked.audit.planHeadLetter.handler(({ input, context, errors }) => {
    const { store, audit } = context.session
    const now = context.engine.clock().getTime()
    unwrap(
      store.transaction((tx) => saveHeadLetterPlan(tx, audit, input, now)),
      errors,
    )
    context.engine.touch()
  }),

  writeHeadLetter: unlocked.audit.writeHeadLetter.handler(async ({ input, context, errors }) => {
    const { store, audit, drafts, practice, vault } = context.session
    const { clock } = context.engine
    const { signature } = practice()
    const signingKey = () => vault.subKey('audit-signing')
    return unwrap(
      await writeHeadLetter({ store, audit, drafts, clock, signingKey, signature }, input),
      errors,
    )
  }),

  filesLetOut: anyVault.audit.filesLetOut.handler(async ({ input, context }) => {
    const rows = listFilesLetOut(context.session.store, input)
    const last = rows.at(-1)
    return {
      rows: await Promise.all(rows.map(presentFileLetOut)),
      next: rows.length < input.limit || last === undefined ? null : last.id,
    }
  }),

  showFileLetOut: anyVault.audit.showFileLetOut.handler(async ({ input, context, errors }) => {
    const { engine, session } = context
    const place = findFileLetOut(session.store, input.id)?.path ?? null
    if (place === null || !(await isThere(place))) {
      return unwrap(fail('file/gone'), errors)
    }
    await onlyWhileOpen(session.store, () => engine.desktop.showInFolder(place))
  }),
}

function namesIn(reader: Reader): ReadonlyMap<string, string> {
  return new Map(listAuditPeople(reader).map(({ code, name }) => [code, name]))
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
