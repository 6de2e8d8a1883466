import { ok, type Result } from '../../../shared/result.ts'
import type { FileHandle } from '../../../shared/ids.ts'
import type { Engine } from '../engine.ts'
import { chooseFiles } from '../chosen-files.ts'
import type { PickedFile } from '../files.ts'
import type { Session } from '../session-type.ts'
import { unlocked, unwrap } from './base.ts'

export const draftsRouter = {
  list: unlocked.drafts.list.handler(({ context, errors }) => unwrap(context.session.drafts.list(), errors)),

  get: unlocked.drafts.get.handler(({ input, context, errors }) =>
    unwrap(context.session.drafts.get(input.id), errors),
  ),

  create: unlocked.drafts.create.handler(async ({ input, context, errors }) => {
    const { drafts, practice } = context.session
    const { signature } = practice()
    const draft =
      input.kind === 'new'
        ? drafts.createNew({ to: input.to ?? [], subject: input.subject ?? '' }, signature)
        : await drafts.createFrom(input.kind, input.messageId, signature)
    return unwrap(draft, errors)
  }),

  save: unlocked.drafts.save.handler(({ input, context, errors }) =>
    unwrap(context.session.drafts.save(input.id, input), errors),
  ),

  chooseAccount: unlocked.drafts.chooseAccount.handler(({ input, context, errors }) => {
    const { drafts, practice } = context.session
    return unwrap(drafts.chooseAccount(input.id, input.accountId, practice().signature), errors)
  }),

  discard: unlocked.drafts.discard.handler(({ input, context, errors }) => {
    unwrap(context.session.drafts.discard(input), errors)
    context.engine.events.publish({ type: 'draft-changed', draftId: input.id })
  }),

  attach: unlocked.drafts.attach.handler(async ({ input, context, errors }) => {
    const files = unwrap(await chosenFiles(context, input.files), errors)
    return unwrap(context.session.drafts.attach(input.id, files), errors)
  }),

  detach: unlocked.drafts.detach.handler(({ input, context, errors }) =>
    unwrap(context.session.drafts.detach(input.id, input.attachmentId), errors),
  ),

  size: unlocked.drafts.size.handler(({ input, context, errors }) =>
    unwrap(context.session.sizes.measure(input.id, input.content), errors),
  ),

  split: unlocked.drafts.split.handler(({ input, context, errors }) =>
    unwrap(context.session.sizes.split(input), errors),
  ),

  handOver: unlocked.drafts.handOver.handler(async ({ input, context, errors }) => {
    const { sender, store, audit, saveFile } = context.session
    const { contactId, scan, files } = unwrap(await sender.sealForHand(input), errors)
    const [first, ...others] = files
    if (first === undefined) {
      return { saved: false }
    }
    const saved = await saveFile(
      {
        ...first,
        way: 'exported',
        messageId: null,
        beside: others.map(({ name, bytes }) => ({ suffix: name.slice(name.lastIndexOf('.')), bytes })),
      },
      () =>
        store.transaction((tx) => {
          const decided = audit.append(tx, { type: 'scan.decided', logical: null, ...scan })
          if (!decided.ok) {
            return decided
          }
          return audit.append(tx, {
            type: 'message.handed-over',
            person: audit.personOf(tx, contactId),
            files: files.length,
            sizeBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
          })
        }),
    )
    return { saved: unwrap(saved, errors) }
  }),

  scan: unlocked.drafts.scan.handler(({ input, context, errors }) =>
    unwrap(context.session.sender.scanWhileTyping(input.id, input.content), errors),
  ),

  dismissFinding: unlocked.drafts.dismissFinding.handler(({ input, context, errors }) => {
    const { id, content, category, value, reach } = input
    unwrap(context.session.findingChoices.dismiss(id, content, { category, value }, reach), errors)
  }),

  flagAgain: unlocked.drafts.flagAgain.handler(({ input, context, errors }) => {
    const { id, category, value, reach } = input
    unwrap(context.session.findingChoices.flagAgain(id, { category, value }, reach), errors)
  }),

  recordReplacement: unlocked.drafts.recordReplacement.handler(({ input, context, errors }) => {
    unwrap(context.session.findingChoices.recordReplacement(input.id, input.category), errors)
  }),

  previewConsultation: unlocked.drafts.previewConsultation.handler(({ input, context, errors }) =>
    unwrap(context.session.consultations.preview(input.id, input.content), errors),
  ),

  prepareConsultation: unlocked.drafts.prepareConsultation.handler(({ input, context, errors }) =>
    unwrap(context.session.consultations.prepare(input.id, input), errors),
  ),

  review: unlocked.drafts.review.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.sender.review(input), errors),
  ),

  send: unlocked.drafts.send.handler(async ({ input, context, errors }) =>
    unwrap(
      await context.session.sender.send(
        input,
        input.answered,
        input.leavesAt == null ? null : new Date(input.leavesAt),
      ),
      errors,
    ),
  ),
}

async function chosenFiles(
  { engine, session }: { readonly engine: Engine; readonly session: Session },
  handles: readonly FileHandle[] | undefined,
): Promise<Result<PickedFile[]>> {
  const reads =
    handles === undefined
      ? await chooseFiles(engine, session.store, { multiple: true })
      : await Promise.all(handles.map((handle) => engine.files.read(handle)))
  const files: PickedFile[] = []
  for (const read of reads) {
    if (!read.ok) {
      return read
    }
    files.push(read.value)
  }
  return ok(files)
}
