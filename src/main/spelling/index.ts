/** Says which words are misspelt, by dictionaries that come with the program, in a thread of its own. */
export type { SpellingLanguage } from './protocol.ts'
export { serveSpelling } from './serve-spelling.ts'
export { createSpeller, type Speller } from './speller.ts'
