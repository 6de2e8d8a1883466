import type { Store } from '../store/index.ts'
import type { Result } from '../../shared/result.ts'
import { onlyWhileOpen } from './desktop-while-open.ts'
import type { DesktopServices } from './desktop-services.ts'
import type { FileDesk, PickedFile } from './files.ts'

interface Chooser {
  readonly desktop: Pick<DesktopServices, 'askOpenPaths'>
  readonly files: Pick<FileDesk, 'readPath'>
}

/**
 * The files that a person chooses in the system's dialog; none: it was cancelled. What was chosen in a dialog that the
 * lock found open isn't even read.
 *
 * @throws VaultLockedError
 */
export async function chooseFiles(
  { desktop, files }: Chooser,
  store: Pick<Store, 'isOpen'>,
  options: { readonly multiple: boolean },
): Promise<Result<PickedFile>[]> {
  const places = await onlyWhileOpen(store, () => desktop.askOpenPaths(options))
  return Promise.all(places.map((place) => files.readPath(place)))
}

/** As `chooseFiles`, of one; null: it was cancelled. */
export async function chooseFile(
  chooser: Chooser,
  store: Pick<Store, 'isOpen'>,
): Promise<Result<PickedFile> | null> {
  const [chosen] = await chooseFiles(chooser, store, { multiple: false })
  return chosen ?? null
}
