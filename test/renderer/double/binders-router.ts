import { failure, os } from './base.ts'
import { binderOffers, demoBinders, demoSections, unreadableBinder } from './binders.data.ts'

export const bindersRouter = {
  list: os.binders.list.handler(({ context: { state } }) =>
    state.scenario.content === 'demo'
      ? [...demoBinders().map((binder) => ({ kind: 'read' as const, ...binder })), unreadableBinder]
      : [],
  ),
  choose: os.binders.choose.handler(({ context: { state } }) => binderOffers[state.scenario.offer]),
  cancel: os.binders.cancel.handler(() => undefined),
  add: os.binders.add.handler(() => ({ id: 1 })),
  open: os.binders.open.handler(({ input, errors }) => {
    const binder = demoBinders().find(({ id }) => id === input.id)
    if (binder === undefined) throw failure(errors, 'evidence/binder-gone')
    return { ...binder, sections: demoSections() }
  }),
  remove: os.binders.remove.handler(() => undefined),
}
