import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { loadPresets, type ProviderPresets } from '../accounts/index.ts'
import { loadLexicon } from '../phi/index.ts'
import { loadPdfFonts, loadReaderAssets, parseWordList, type SealDependencies } from '../sealing/index.ts'

/** What the engine reads from `resources/`, once. */
export interface Resources {
  readonly words: readonly string[]
  readonly presets: ProviderPresets
  readonly sealing: Pick<SealDependencies, 'reader' | 'fonts'>
  /** The script that checks exports of the activity log without Sealpost. */
  readonly verifier: Uint8Array
}

/**
 * @param folder the `resources` folder of this installation
 * @param extraPresets folders with more provider presets; only in unpackaged runs
 */
export async function loadResources(folder: string, extraPresets: readonly string[]): Promise<Resources> {
  const [words, presets, reader, fonts, verifier] = await Promise.all([
    readFile(path.join(folder, 'words', 'passphrase-words.txt'), 'utf8'),
    loadPresets([path.join(folder, 'providers'), ...extraPresets]),
    loadReaderAssets(path.join(folder, 'reader')),
    loadPdfFonts(path.join(folder, 'fonts')),
    readFile(path.join(folder, 'verify-audit.mjs')),
    loadLexicon(path.join(folder, 'phi')),
  ])
  return { words: parseWordList(words), presets, sealing: { reader, fonts }, verifier }
}
