import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** TrueType fonts of `resources/fonts`, embedded as far as their glyphs are used. */
export type PdfFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array }

/** Reads the fonts from `resources/fonts`, once per start. */
export async function loadPdfFonts(folder: string): Promise<PdfFonts> {
  const [regular, bold] = await Promise.all(
    ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(
      async (name) => new Uint8Array(await readFile(join(folder, name))),
    ),
  )
  if (!regular || !bold) throw new Error('fonts are missing')
  return { regular, bold }
}
