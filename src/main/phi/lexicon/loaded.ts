import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { buildLexicon } from './build-lexicon.ts'
import type { Lexicon } from './lexicon.ts'

/** The words are the same for everyone and never change while the program runs, so the process holds them once. */
let loaded: Lexicon | undefined

/**
 * Loads the words that the scanner knows; about 100 ms, once for each process or worker.
 * @param folder the folder `phi` of the program's resources, with lexicon.txt in it
 * @throws where the file can't be read: a broken installation
 */
export async function loadLexicon(folder: string): Promise<void> {
  loaded ??= buildLexicon(await readFile(path.join(folder, 'lexicon.txt'), 'utf8'))
}

/** @throws before `loadLexicon`: a scan without words would find nothing and look clean */
export function lexicon(): Lexicon {
  if (loaded === undefined) throw new Error('the lexicon is not loaded')
  return loaded
}
