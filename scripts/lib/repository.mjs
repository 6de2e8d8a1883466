import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository, absolute. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
