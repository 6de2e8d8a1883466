/**
 * Learns from four fifths of the texts and scores the whole scanner on the rest, five times: says what the tagger is
 * worth on texts that it never saw. `-v` shows what was missed and what was found without reason.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DocumentScanner } from '../../../src/main/phi/document/scanner.ts'
import { emptyContext } from '../../../src/main/phi/index.ts'
import { buildLexicon } from '../../../src/main/phi/lexicon/build-lexicon.ts'
import { packModel, unpackModel } from '../../../src/main/phi/tagger/file.ts'
import { Tagger } from '../../../src/main/phi/tagger/tagger.ts'
import { precisionOf, recallOf, scoreTexts, type GoldText } from '../score.ts'
import { learn, settings } from './learn.ts'
import { lessonsFrom, otherLessons, setsToLearnFrom } from './sets.ts'

const FOLDS = 5
const resources = fileURLToPath(new URL('../../../resources/phi/', import.meta.url))
const lexicon = buildLexicon(readFileSync(`${resources}lexicon.txt`, 'utf8'))
const isVerbose = process.argv.includes('-v')
const onlyRules = process.argv.includes('--rules')
const sets = setsToLearnFrom()
const others = otherLessons()
const foldOf = (index: number, size: number): number => Math.floor((index * FOLDS) / size)

type Result = { text: GoldText; found: ReturnType<typeof scan> }
const results = new Map<string, Result[]>(sets.map(({ name }) => [name, []]))

function scan({ text, context = emptyContext }: GoldText) {
  const scanner = new DocumentScanner(lexicon, context)
  return scanner.scan([{ id: 'text', kind: 'text', text }], [])
}

for (let fold = 0; fold < FOLDS; fold++) {
  const lessons = [
    ...others,
    ...sets.flatMap(({ texts }) =>
      texts.filter((_, index) => foldOf(index, texts.length) !== fold).flatMap(lessonsFrom),
    ),
  ]
  lexicon.tagger = undefined
  if (!onlyRules)
    lexicon.tagger = new Tagger(unpackModel(packModel(learn(lessons, lexicon, settings), new Uint8Array(32))))
  for (const { name, texts } of sets) {
    texts.forEach((text, index) => {
      if (foldOf(index, texts.length) === fold) results.get(name)?.push({ text, found: scan(text) })
    })
  }
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : ((part / whole) * 100).toFixed(1)
const all = { gold: 0, goldHit: 0, found: 0, foundRight: 0, clean: 0, alerted: 0 }
for (const [name, list] of results) {
  const score = scoreTexts(
    list.map(({ text }) => text),
    list.map(({ found }) => found.findings),
  )
  const any = score.labels['ANY'] ?? { gold: 0, found: 0, goldHit: 0, goldSeen: 0, foundRight: 0, covered: 0 }
  const wrong = list.filter(
    ({ text, found }) =>
      text.decision !== undefined && (text.decision === 'phi') !== (found.decision === 'phi'),
  ).length
  console.log(
    `${name.padEnd(12)} recall ${percent(any.goldHit, any.gold)} cover ${percent(any.covered, any.gold)} all hit ${percent(score.textsAllHit, score.textsWithPhi)} precision ${percent(any.foundRight, any.found)} alerts ${percent(score.textsFalselyAlerted, score.textsClean)} wrong decisions ${String(wrong)}/${String(list.length)} [R ${(recallOf(any) * 100).toFixed(1)} P ${(precisionOf(any) * 100).toFixed(1)}]`,
  )
  console.log(
    '   ',
    Object.entries(score.labels)
      .filter(([, one]) => one.goldHit < one.gold)
      .map(([label, one]) => `${label} ${String(one.goldHit)}/${String(one.gold)}`)
      .join(' '),
  )
  all.gold += any.gold
  all.goldHit += any.goldHit
  all.found += any.found
  all.foundRight += any.foundRight
  all.clean += score.textsClean
  all.alerted += score.textsFalselyAlerted
  if (!isVerbose) continue
  const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
    a.start < b.end && b.start < a.end
  for (const {
    text: { text, spans },
    found,
  } of list) {
    const near = (start: number, end: number): string =>
      `${text.slice(Math.max(0, start - 50), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 40)}`.replaceAll(
        '\n',
        '⏎',
      )
    for (const span of spans)
      if (span.label !== 'IGNORE' && !found.findings.some((one) => overlaps(one, span)))
        console.log('MISS', span.label, near(span.start, span.end))
    for (const one of found.findings)
      if (!spans.some((span) => overlaps(one, span)))
        console.log('FALSE', one.label, one.recognizer, one.score, near(one.start, one.end))
  }
}
console.log(
  `ALL recall ${percent(all.goldHit, all.gold)} precision ${percent(all.foundRight, all.found)} alerts ${percent(all.alerted, all.clean)}`,
)
