import type { AuditRow } from '../../../shared/contract/index.ts'
import { fail, ok } from '../../../shared/result.ts'
import { auditEventTypes, buildExport, noteExport } from '../../audit/index.ts'
import {
  findAuditPersonOfContact,
  findFileLetOut,
  listAuditEvents,
  listAuditPeople,
  listFilesLetOut,
  type AuditEventRow,
} from '../../store/index.ts'
import { isThere } from '../free-path.ts'
import { presentAuditEvent } from '../present-audit.ts'
import { presentFileLetOut } from '../present-file-let-out.ts'
import { unlocked, unwrap } from './base.ts'

export const auditRouter = {
  list: unlocked.audit.list.handler(({ input, context }): { rows: AuditRow[]; nextCursor: string | null } => {
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
    const people = new Map(listAuditPeople(store).map(({ code, name }) => [code, name]))
    const last = rows.at(-1)
    return {
      rows: rows.map((row) => presentAuditEvent(row, people)),
      nextCursor: rows.length < input.limit || last === undefined ? null : String(last.seq),
    }
  }),

  types: unlocked.audit.types.handler(() => [...auditEventTypes]),

  status: unlocked.audit.status.handler(async ({ context }) => {
    const { count, firstBad, anchoredAt, isRolledBack } = await context.session.audit.status()
    return {
      count,
      isIntact: firstBad === null && !isRolledBack,
      firstBad: firstBad?.seq ?? null,
      anchoredAt: anchoredAt === null ? null : new Date(anchoredAt).toISOString(),
    }
  }),

  export: unlocked.audit.export.handler(async ({ input, context, errors }) => {
    const { store, audit, saveFile } = context.session
    const { format, withNames, from, to } = input
    const now = context.engine.clock()
    const built = buildExport(
      store,
      {
        format,
        withNames,
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(to === undefined ? {} : { to: Date.parse(to) }),
      },
      now,
      context.session.vault.subKey('audit-signing'),
    )
    const [main, ...beside] = built.files
    if (main === undefined) {
      return { saved: false, count: 0, headHash: built.head }
    }
    const name = `sealpost-activity-${now.toISOString().slice(0, 10)}${main.suffix}`
    const saved = await saveFile({ name, bytes: main.bytes, way: 'exported', messageId: null, beside }, () =>
      store.transaction((tx) => {
        noteExport(tx, now)
        const recorded = audit.append(tx, {
          type: 'audit.exported',
          format,
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

  filesLetOut: unlocked.audit.filesLetOut.handler(async ({ input, context }) => {
    const rows = listFilesLetOut(context.session.store, input)
    const last = rows.at(-1)
    return {
      rows: await Promise.all(rows.map(presentFileLetOut)),
      next: rows.length < input.limit || last === undefined ? null : last.id,
    }
  }),

  showFileLetOut: unlocked.audit.showFileLetOut.handler(async ({ input, context, errors }) => {
    const { engine, session } = context
    const place = findFileLetOut(session.store, input.id)?.path ?? null
    if (place === null || !(await isThere(place))) {
      return unwrap(fail('file/gone'), errors)
    }
    await engine.desktop.showInFolder(place)
  }),
}
