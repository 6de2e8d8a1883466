import { access } from 'node:fs/promises'
import path from 'node:path'

/** A path in `folder` that nothing lies at, as near to `name` as possible: `plan (2).pdf`. */
export async function freePath(
  folder: string,
  name: string,
  taken: ReadonlySet<string> = new Set(),
): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  let filePath = path.join(folder, name)
  for (let number = 2; taken.has(filePath) || (await isThere(filePath)); number += 1) {
    filePath = path.join(folder, `${stem} (${String(number)})${ext}`)
  }
  return filePath
}

/** Whether something lies at a path, and may be seen. */
export async function isThere(filePath: string): Promise<boolean> {
  return access(filePath).then(
    () => true,
    () => false,
  )
}
