import { findReadLog, listReadPeople, type Reader } from '../../store/index.ts'
import { chooseFile } from '../chosen-files.ts'
import { presentReadEvent } from '../present-audit.ts'
import { presentLogOffer, presentReadLog, presentReadLogs } from '../present-read-log.ts'
import { anyVault, unwrap } from './base.ts'

export const logsRouter = {
  list: anyVault.logs.list.handler(({ context }) => presentReadLogs(context.session.store)),

  choose: anyVault.logs.choose.handler(async ({ context, errors }) => {
    const { engine, session } = context
    const chosen = await chooseFile(engine, session.store)
    if (chosen === null) {
      return null
    }
    const { bytes } = unwrap(chosen, errors)
    return presentLogOffer(unwrap(session.logs.consider(bytes), errors))
  }),

  cancel: anyVault.logs.cancel.handler(({ context }) => {
    context.session.logs.forget()
  }),

  add: anyVault.logs.add.handler(({ input, context, errors }) => ({
    id: unwrap(context.session.logs.add(input.file, input.title), errors),
  })),

  open: anyVault.logs.open.handler(({ input, context, errors }) => {
    const { store, logs } = context.session
    const { names } = unwrap(logs.open(input.id), errors)
    const log = unwrap(presentReadLog(store, input.id), errors)
    const people = listReadPeople(store, input.id).map((code) => ({ code, name: names[code]?.name ?? '' }))
    return { ...log, people }
  }),

  events: anyVault.logs.events.handler(({ input, context, errors }) => {
    const { store, logs } = context.session
    const { id, types, person, from, to, cursor, limit } = input
    const read = logs.events(
      id,
      {
        ...(types === undefined || types.length === 0 ? {} : { types }),
        ...(person === undefined ? {} : { reference: `person:${person}` }),
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(to === undefined ? {} : { to: Date.parse(to) }),
      },
      { before: cursor === null ? null : Number(cursor), limit },
    )
    const rows = unwrap(read, errors)
    const names = namesOf(store, id)
    const last = rows.at(-1)
    return {
      rows: rows.map((row) => presentReadEvent(row, names)),
      nextCursor: rows.length < limit || last === undefined ? null : String(last.seq),
    }
  }),

  story: anyVault.logs.story.handler(({ input, context, errors }) => {
    const { store, logs } = context.session
    const rows = unwrap(logs.story(input.id, input.of), errors)
    const names = namesOf(store, input.id)
    return rows.map((row) => presentReadEvent(row, names))
  }),

  remove: anyVault.logs.remove.handler(({ input, context, errors }) => {
    unwrap(context.session.logs.remove(input.id), errors)
  }),
}

function namesOf(store: Reader, id: number): ReadonlyMap<string, string> {
  return new Map(Object.entries(findReadLog(store, id)?.names ?? {}).map(([code, { name }]) => [code, name]))
}
