import { fail, ok, type Result } from '../../../shared/result.ts'
import type { FileHandle } from '../../../shared/ids.ts'
import { exportPeople } from '../../directory/index.ts'
import type { Engine } from '../engine.ts'
import type { PickedFile } from '../files.ts'
import { chooseFile } from '../chosen-files.ts'
import type { Session } from '../session-type.ts'
import { unlocked, unwrap } from './base.ts'

export const addressBookRouter = {
  groups: unlocked.addressBook.groups.handler(({ context, errors }) =>
    unwrap(context.session.groups.list(), errors),
  ),

  saveGroup: unlocked.addressBook.saveGroup.handler(({ input, context, errors }) =>
    changed(context.engine, unwrap(context.session.groups.save(input), errors)),
  ),

  removeGroup: unlocked.addressBook.removeGroup.handler(({ input, context, errors }) => {
    changed(context.engine, unwrap(context.session.groups.remove(input.id), errors))
  }),

  openImport: unlocked.addressBook.openImport.handler(async ({ input, context, errors }) => {
    const file = unwrap(await chosenFile(context, input.file), errors)
    return file === null ? null : unwrap(await context.session.importer.open(file, input.kind), errors)
  }),

  readImportAs: unlocked.addressBook.readImportAs.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.importer.readAs(input.importId, input.kind, input.fields), errors),
  ),

  confirmImport: unlocked.addressBook.confirmImport.handler(({ input, context, errors }) =>
    changed(
      context.engine,
      unwrap(context.session.importer.confirm(input.importId, input.changesKnown), errors),
    ),
  ),

  cancelImport: unlocked.addressBook.cancelImport.handler(({ input, context }) => {
    context.session.importer.cancel(input.importId)
  }),

  export: unlocked.addressBook.export.handler(async ({ input, context, errors }) => {
    const { store, audit, saveFile } = context.session
    const { format } = input
    const { bytes, people } = unwrap(
      store.attempt((reader) => ok(exportPeople(reader, format, input.kinds))),
      errors,
    )
    const day = context.engine.clock().toISOString().slice(0, 10)
    const name = `sealpost-people-${day}.${format === 'csv' ? 'csv' : 'vcf'}`
    const saved = await saveFile({ name, bytes, way: 'exported', messageId: null }, () =>
      audit.record({ type: 'contacts.exported', format, people }),
    )
    return { saved: unwrap(saved, errors), people }
  }),
}

function changed<T>(engine: Engine, value: T): T {
  engine.events.publish({ type: 'contacts-changed' })
  return value
}

/** Null: the person cancelled. The limit of an import counts, and is smaller than that of a file. */
async function chosenFile(
  { engine, session }: { readonly engine: Engine; readonly session: Session },
  handle: FileHandle | undefined,
): Promise<Result<PickedFile | null>> {
  if (handle !== undefined) {
    return asImport(await engine.files.read(handle))
  }
  const chosen = await chooseFile(engine, session.store)
  return chosen === null ? ok(null) : asImport(chosen)
}

function asImport(read: Result<PickedFile>): Result<PickedFile> {
  return !read.ok && read.error.code === 'file/too-large' ? fail('import/too-large', read.error.detail) : read
}
