import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { buildLexicon } from './build-lexicon.ts'
import { unpackModel } from '../tagger/file.ts'
import { Tagger } from '../tagger/tagger.ts'
import type { Lexicon } from './lexicon.ts'

/** The words are the same for everyone and never change while the program runs, so the process holds them once. */
let loaded: Lexicon | undefined

/**
 * Loads the words that the scanner knows and what the tagger learned; about 100 ms, once for each process or worker.
 * @param folder the folder `phi` of the program's resources, with lexicon.txt and tagger.bin in it
 * @throws where the file can't be read: a broken installation
 */
export async function loadLexicon(folder: string): Promise<void> {
  if (loaded !== undefined) return
  const [words, weights] = await Promise.all([
    readFile(path.join(folder, 'lexicon.txt'), 'utf8'),
    readFile(path.join(folder, 'tagger.bin')),
  ])
  const built = buildLexicon(words)
  built.tagger = new Tagger(unpackModel(weights))
  loaded = built
}

/** @throws before `loadLexicon`: a scan without words would find nothing and look clean */
export function lexicon(): Lexicon {
  if (loaded === undefined) throw new Error('the lexicon is not loaded')
  return loaded
}
