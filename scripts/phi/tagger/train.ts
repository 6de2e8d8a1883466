/**
 * Learns the tagger's weights from the texts in test/data/phi and writes resources/phi/tagger.bin. The same texts,
 * words and code give the same bytes. Run it with `npm run phi:train` after changing any of them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildLexicon } from '../../../src/main/phi/lexicon/build-lexicon.ts'
import { packModel } from '../../../src/main/phi/tagger/file.ts'
import { learn } from './learn.ts'
import { madeFrom } from './made-from.ts'
import { lessonsFrom, otherLessons, setsToLearnFrom } from './sets.ts'

const resources = fileURLToPath(new URL('../../../resources/phi/', import.meta.url))
const lexicon = buildLexicon(readFileSync(`${resources}lexicon.txt`, 'utf8'))
const lessons = [...otherLessons(), ...setsToLearnFrom().flatMap(({ texts }) => texts.flatMap(lessonsFrom))]
const packed = packModel(learn(lessons, lexicon), madeFrom())
writeFileSync(`${resources}tagger.bin`, packed)
process.stdout.write(`${String(lessons.length)} paragraphs, ${String(packed.length)} bytes\n`)
