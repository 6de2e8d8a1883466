import { rgb, type PDFPage } from '@cantoo/pdf-lib'
import type { MailMonth } from '../../../shared/contract/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import { colours, createPages, savePages, sizes, type Face, type Pages, type Style } from '../pdf/pages.ts'
import { printedTime } from '../pdf/printed-time.ts'
import type { Binder } from './binder.ts'
import { binderSections, type BinderSection, type WrittenVersion } from './binder-sections.ts'
import { paragraphLines, protections, type Line } from './binder-words.ts'

const colourOf = {
  openpgp: rgb(0.063, 0.404, 0.376),
  smime: rgb(0.31, 0.557, 0.62),
  'sealed-message': rgb(0.757, 0.812, 0.827),
} as const

/** The binder to read: what the practice can show, each part with the paragraph that it serves. */
export async function binderPdf(binder: Binder, fonts: PdfFonts): Promise<Uint8Array> {
  const made = new Date(binder.createdAt)
  const pages = await createPages(fonts, 'Evidence binder', made)
  const { flow } = pages
  const styles = stylesOf(pages)
  const { overview, practice } = binder
  flow.newPage()
  await flow.add('Evidence binder', styles.title, 0)
  await flow.add(
    practice.practiceName === '' ? practice.clinicianName : practice.practiceName,
    styles.body,
    6,
  )
  await flow.add(`Made ${printedTime(made)} by Sealpost ${overview.configuration.version}.`, styles.muted, 2)
  await flow.add(
    'It shows what was set up, written down and done, and which paragraph of 45 CFR each part helps with. It does not say that any rule is met: that is for the practice, and whoever examines it, to judge.',
    styles.body,
    10,
  )
  for (const section of binderSections(binder)) await setPart(pages, section, overview.months)
  await setSection(pages, 'Which part helps with which paragraph', '', paragraphLines)
  return savePages(pages, `Evidence binder, made ${printedTime(made)}`)
}

function stylesOf({ regular, bold }: Pages): Record<'title' | 'heading' | 'body' | 'small' | 'muted', Style> {
  return {
    title: { face: bold, ...sizes.title },
    heading: { face: bold, ...sizes.body },
    body: { face: regular, ...sizes.body },
    small: { face: regular, ...sizes.small },
    muted: { face: regular, ...sizes.small, isMuted: true },
  }
}

async function setHeading(pages: Pages, title: string, paragraph: string): Promise<void> {
  const styles = stylesOf(pages)
  await pages.flow.add(title, styles.heading, 20)
  if (paragraph !== '') await pages.flow.add(`45 CFR ${paragraph}`, styles.muted, 0)
  pages.flow.space(4)
}

async function setLines({ flow, ...pages }: Pages, lines: readonly Line[]): Promise<void> {
  const styles = stylesOf({ flow, ...pages })
  for (const [label, value, paragraph] of lines) {
    const words = paragraph === undefined ? value : `${value} (45 CFR ${paragraph})`
    if (value !== '') await flow.row(label, words, styles.small, styles.muted)
  }
}

async function setSection(
  pages: Pages,
  title: string,
  paragraph: string,
  lines: readonly Line[],
): Promise<void> {
  await setHeading(pages, title, paragraph)
  if (lines.length === 0) await pages.flow.add('None.', stylesOf(pages).muted, 0)
  await setLines(pages, lines)
}

/** @param months drawn above the lines about mail */
async function setPart(pages: Pages, section: BinderSection, months: readonly MailMonth[]): Promise<void> {
  const { title, paragraph } = section
  if (section.kind === 'records') return setRecords(pages, title, paragraph, section.records)
  if (section.kind !== 'mail') return setSection(pages, title, paragraph, section.lines)
  await setHeading(pages, title, paragraph)
  await setMail(pages, section.lines, months)
}

async function setMail(pages: Pages, lines: readonly Line[], months: readonly MailMonth[]): Promise<void> {
  const { flow } = pages
  await flow.add(
    'Sealed copies by month and by what protects them. Nothing leaves without protection.',
    stylesOf(pages).muted,
    2,
  )
  flow.space(8)
  flow.draw(110, (target, left, bottom, width) => {
    drawMonths(target, months, { left, bottom, width }, pages.regular)
  })
  flow.space(6)
  await setLines(pages, lines)
}

async function setRecords(
  pages: Pages,
  title: string,
  paragraph: string,
  records: readonly (readonly WrittenVersion[])[],
): Promise<void> {
  await setHeading(pages, title, paragraph)
  if (records.length === 0) await pages.flow.add('None.', stylesOf(pages).muted, 0)
  for (const [newest, ...older] of records) {
    if (newest === undefined) continue
    await setLines(pages, newest.lines)
    const written = `Version ${String(newest.version)}, written ${printedTime(new Date(newest.at))}`
    const before = older.length === 0 ? '' : `; ${String(older.length)} before it in the JSON file`
    await setLines(pages, [['Kept', written + before]])
    pages.flow.space(8)
  }
}

type Place = { readonly left: number; readonly bottom: number; readonly width: number }

/** Stacked bars, a legend above them, the month below each. */
function drawMonths(
  target: PDFPage,
  months: readonly MailMonth[],
  { left, bottom, width }: Place,
  face: Face,
): void {
  const { size } = sizes.small
  const most = Math.max(1, ...months.map(totalOf))
  const step = width / Math.max(1, months.length)
  const [floor, height] = [bottom + 14, 72]
  let legend = left
  for (const [key, name] of protections) {
    const square = { x: legend, y: floor + height + 12, width: 8, height: 8 }
    target.drawRectangle({ ...square, color: colourOf[key] })
    target.drawText(name, {
      x: legend + 12,
      y: floor + height + 12,
      size,
      font: face.font,
      color: colours.text,
    })
    legend += 24 + face.widthOf(name, size)
  }
  for (const [index, month] of months.entries()) {
    const x = left + index * step
    let y = floor
    for (const [key] of protections) {
      const part = (month.protection[key] / most) * height
      const bar = { x: x + step * 0.2, y, width: step * 0.6, height: part }
      if (part > 0) target.drawRectangle({ ...bar, color: colourOf[key] })
      y += part
    }
    const label = month.month.slice(2)
    const middle = x + step / 2
    target.drawText(label, {
      ...{ x: middle - face.widthOf(label, size) / 2, y: bottom + 2, size, font: face.font },
      color: colours.muted,
    })
    const total = String(totalOf(month))
    target.drawText(total, {
      ...{ x: middle - face.widthOf(total, size) / 2, y: y + 2, size, font: face.font },
      color: colours.text,
    })
  }
  target.drawLine({
    start: { x: left, y: floor },
    end: { x: left + width, y: floor },
    thickness: 0.75,
    color: colours.line,
  })
}

function totalOf({ protection }: MailMonth): number {
  return protections.reduce((sum, [key]) => sum + protection[key], 0)
}
