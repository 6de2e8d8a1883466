import { chooseFile } from '../chosen-files.ts'
import {
  presentBinderFacts,
  presentBinderSections,
  presentListedBinder,
  presentReadBinder,
} from '../evidence/present-binder.ts'
import { anyVault, unwrap } from './base.ts'

export const bindersRouter = {
  list: anyVault.binders.list.handler(async ({ context }) => {
    const { binders, store } = context.session
    return (await binders.list()).map((listed) => presentListedBinder(store, listed))
  }),

  choose: anyVault.binders.choose.handler(async ({ context, errors }) => {
    const { binders, store } = context.session
    const chosen = await chooseFile(context.engine, store)
    if (chosen === null) return null
    const { bytes } = unwrap(chosen, errors)
    return presentBinderFacts(store, unwrap(binders.consider(bytes), errors))
  }),

  cancel: anyVault.binders.cancel.handler(({ context }) => {
    context.session.binders.forget()
  }),

  add: anyVault.binders.add.handler(({ input, context, errors }) => ({
    id: unwrap(context.session.binders.add(input.file, input.title), errors),
  })),

  open: anyVault.binders.open.handler(({ input, context, errors }) => {
    const { binders, store } = context.session
    const kept = unwrap(binders.open(input.id), errors)
    return { ...presentReadBinder(store, kept), sections: presentBinderSections(kept) }
  }),

  remove: anyVault.binders.remove.handler(({ input, context, errors }) => {
    unwrap(context.session.binders.remove(input.id), errors)
  }),
}
