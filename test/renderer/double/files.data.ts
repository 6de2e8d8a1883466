import { PDFDocument, StandardFonts, rgb } from '@cantoo/pdf-lib'
import { smallPhoto } from '../../../e2e/demo/messages/pictures.ts'

const lines = [
  'Magnetic resonance imaging of the head, without contrast.',
  'Compared with the study of 2 May 2024: no acute change.',
  'Ventricles and sulci appropriate for age. No restricted diffusion.',
  'Impression: unremarkable study.',
]

/** Four pages in a font that isn't in the file, as most programs of practices write them. */
async function report(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let number = 1; number <= 4; number += 1) {
    const page = pdf.addPage([595, 842])
    page.drawText(`Lakeside Neurology, page ${String(number)}`, { x: 64, y: 760, size: 18, font })
    lines.forEach((line, index) => {
      page.drawText(line, { x: 64, y: 720 - index * 20, size: 11, font })
    })
    page.drawRectangle({ x: 64, y: 420, width: 220, height: 180, color: rgb(0.12, 0.44, 0.42) })
  }
  return pdf.save()
}

/** A page whose drawing would take days: forms that draw each other, ten levels deep and ten times each. */
async function endless(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([595, 842])
  const { context } = pdf
  const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 600, 900] }
  let inner = context.register(context.stream('0 0 10 10 re f', form))
  for (let level = 0; level < 10; level += 1) {
    const dictionary = { ...form, Resources: { XObject: { F: inner } } }
    inner = context.register(context.stream('/F Do '.repeat(10), dictionary))
  }
  const key = page.node.newXObject('F', inner)
  page.node.addContentStream(context.register(context.stream(`${key.toString()} Do`)))
  return pdf.save()
}

/** What the double's messages carry, by file name. */
export function sampleFile(name: string): Promise<Uint8Array> {
  if (name === 'Endless.pdf') return endless()
  if (name === 'Broken.pdf') return Promise.resolve(new TextEncoder().encode('%PDF-1.7\nand nothing else'))
  if (name.endsWith('.pdf')) return report()
  if (name.endsWith('.csv')) {
    const csv = 'Date,Test,Value,Reference\n2026-11-18,Sodium,141,135-145\n2026-11-18,Potassium,4.2,3.5-5.1\n'
    return Promise.resolve(new TextEncoder().encode(csv))
  }
  return Promise.resolve(new Uint8Array(smallPhoto()))
}
