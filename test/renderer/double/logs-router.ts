import { storyOf } from './audit.data.ts'
import { failure, os } from './base.ts'
import { demoLogs, offers, rowsOf } from './logs.data.ts'

export const logsRouter = {
  list: os.logs.list.handler(({ context: { state } }) =>
    state.scenario.content === 'demo' ? demoLogs() : [],
  ),
  choose: os.logs.choose.handler(({ context: { state } }) => offers[state.scenario.offer]),
  cancel: os.logs.cancel.handler(() => undefined),
  add: os.logs.add.handler(() => ({ id: 1 })),
  open: os.logs.open.handler(({ input, errors }) => {
    const log = demoLogs().find(({ id }) => id === input.id)
    if (log === undefined) throw failure(errors, 'audit/log-gone')
    const people = [
      ...new Map(rowsOf(input.id).flatMap(({ person }) => (person ? [[person.id, person]] : []))),
    ]
    return { ...log, people: people.map(([code, { name }]) => ({ code, name })) }
  }),
  events: os.logs.events.handler(({ input }) => ({
    rows: rowsOf(input.id).filter(
      ({ type, person }) =>
        (input.types === undefined || input.types.includes(type)) &&
        (input.person === undefined || person?.id === input.person),
    ),
    nextCursor: null,
  })),
  story: os.logs.story.handler(({ input }) => storyOf(rowsOf(input.id))),
  remove: os.logs.remove.handler(() => undefined),
}
