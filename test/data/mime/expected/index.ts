import { cards } from './cards.ts'
import { charsets } from './charsets.ts'
import { crypto } from './crypto.ts'
import { damage } from './damage.ts'
import { encodedWords } from './encoded-words.ts'
import type { Expected } from './expected.ts'
import { headers } from './headers.ts'
import { ordinary } from './ordinary.ts'
import { parameters } from './parameters.ts'
import { programs } from './programs.ts'
import { reports } from './reports.ts'
import { structure } from './structure.ts'

/** Every message of the corpus by the name of its file, in families of what they show. */
export const corpus: Readonly<Record<string, Expected>> = {
  ...cards,
  ...charsets,
  ...crypto,
  ...damage,
  ...encodedWords,
  ...headers,
  ...ordinary,
  ...parameters,
  ...programs,
  ...reports,
  ...structure,
}
