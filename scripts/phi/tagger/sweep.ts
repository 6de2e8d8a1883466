import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DocumentScanner } from '../../../src/main/phi/document/scanner.ts'
import { emptyContext } from '../../../src/main/phi/index.ts'
import { buildLexicon } from '../../../src/main/phi/lexicon/build-lexicon.ts'
import { Tagger } from '../../../src/main/phi/tagger/tagger.ts'
import type { Model } from '../../../src/main/phi/tagger/model.ts'
import { scoreTexts, type GoldText } from '../score.ts'
import { learn, settings } from './learn.ts'
import { lessonsOf } from './paragraphs.ts'
import { otherLessons, setsToLearnFrom } from './sets.ts'
const FOLDS = Number(process.env.FOLDS ?? 5)
const resources = fileURLToPath(new URL('../../../resources/phi/', import.meta.url))
const lexicon = buildLexicon(readFileSync(`${resources}lexicon.txt`, 'utf8'))
const sets = setsToLearnFrom()
const others = otherLessons()
const foldOf = (index: number, size: number): number => Math.floor((index * FOLDS) / size)
const how = { ...settings, ...JSON.parse(process.env.HOW ?? '{}') }
const models: Model[] = []
for (let fold = 0; fold < FOLDS; fold++) {
  const lessons = [...others, ...sets.flatMap(({ texts }) => texts.filter((_, i) => foldOf(i, texts.length) !== fold).flatMap((text) => lessonsOf(text, 'full', 1)))]
  lexicon.tagger = undefined
  models.push(learn(lessons, lexicon, how))
}
const pc = (a: number, b: number): string => ((100 * a) / Math.max(1, b)).toFixed(1).padStart(5)
const combos: [number, number, number][] = JSON.parse(process.env.COMBOS ?? '[[0.4,0.93],[0.5,0.93],[0.6,0.93],[0.5,0.8],[0.5,0.9],[0.5,0.97],[0.3,0.8]]')
for (const [reported, dropped, droppedStrong] of combos) {
  let line = `rep ${reported} drop ${dropped} ${droppedStrong}`
  const tot = { gold: 0, hit: 0, cov: 0, found: 0, right: 0, clean: 0, al: 0, phi: 0, all: 0 }
  const rows: string[] = []
  for (const { name, texts } of sets) {
    const found = texts.map((text, i) => {
      lexicon.tagger = new Tagger(models[foldOf(i, texts.length)] as Model, { reported, dropped, droppedStrong, renamed: 0.75 })
      return new DocumentScanner(lexicon, text.context ?? emptyContext).scan([{ id: 'text', kind: 'text', text: text.text }], []).findings
    })
    const s = scoreTexts(texts as GoldText[], found)
    const any = s.labels['ANY']!
    rows.push(`   ${name.padEnd(10)} R ${pc(any.goldHit, any.gold)} C ${pc(any.covered, any.gold)} all ${pc(s.textsAllHit, s.textsWithPhi)} P ${pc(any.foundRight, any.found)} al ${pc(s.textsFalselyAlerted, s.textsClean)}`)
    if (name.startsWith('train') && !process.env.TRAINTOO) { continue }
    tot.gold += any.gold; tot.hit += any.goldHit; tot.cov += any.covered; tot.found += any.found; tot.right += any.foundRight
    tot.clean += s.textsClean; tot.al += s.textsFalselyAlerted; tot.phi += s.textsWithPhi; tot.all += s.textsAllHit
  }
  console.log(`${line} | a-sets R ${pc(tot.hit, tot.gold)} C ${pc(tot.cov, tot.gold)} all ${pc(tot.all, tot.phi)} P ${pc(tot.right, tot.found)} alerts ${pc(tot.al, tot.clean)}`)
  if (process.env.ROWS) console.log(rows.join('\n'))
}
