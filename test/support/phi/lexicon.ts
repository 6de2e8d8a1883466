import { fileURLToPath } from 'node:url'
import { loadLexicon } from '../../../src/main/phi/index.ts'

/** The folder `phi` of the program's resources. */
export const lexiconFolder = fileURLToPath(new URL('../../../resources/phi/', import.meta.url))

/** Loads the scanner's words once for the tests of a file. */
export function loadResourcesForTests(): Promise<void> {
  return loadLexicon(lexiconFolder)
}
