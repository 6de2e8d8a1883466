import { pageTitle, type Cover, type Language } from './cover.ts'
import { armorContainer } from './format/armor.ts'
import { buildPageFile, type ReaderAssets } from './page-file.ts'

export type HtmlFormOptions = Cover & {
  /** Name of the PDF that came in the same mail; null when none did. */
  readonly pdfName: string | null
}

/**
 * The HTML form: one file of ASCII (LF line ends, lines of at most 998 characters) that holds the container and
 * its reader, and refers to nothing outside. Before the passphrase it shows who it is from and nothing else.
 */
export function buildHtmlForm(container: Uint8Array, options: HtmlFormOptions, assets: ReaderAssets): string {
  const { language, phone } = options
  const senderLabel = options.pageName ?? options.senderLabel
  const file = {
    language,
    title: pageTitle(options),
    logo: options.logo ?? null,
    cannotRun: cannotRun(options),
    script: assets.script,
    settings: { language, senderLabel, phone },
    data: `<script type="text/plain" id="sealed">\n${armorContainer(container)}\n</script>\n`,
  }
  return buildPageFile(file, assets)
}

/** What stands on the page where scripts don't run: mail programs on phones, mostly. */
function cannotRun({ language, pdfName, phone }: HtmlFormOptions): string {
  const words = cannotRunWords[language]
  if (pdfName !== null) return words.openInstead(pdfName)
  return phone === null ? words.onComputer : words.onComputerOrCall(phone)
}

const cannotRunWords: Record<
  Language,
  { openInstead: (name: string) => string; onComputer: string; onComputerOrCall: (phone: string) => string }
> = {
  en: {
    openInstead: (name) => `This phone can't open this file. Open ${name} instead.`,
    onComputer: "This phone can't open this file. Download it on a computer and open it there.",
    onComputerOrCall: (phone) =>
      `This phone can't open this file. Download it on a computer and open it there, or call ${phone}.`,
  },
  es: {
    openInstead: (name) => `Este teléfono no puede abrir este archivo. Abra ${name}.`,
    onComputer: 'Este teléfono no puede abrir este archivo. Descárguelo en una computadora y ábralo allí.',
    onComputerOrCall: (phone) =>
      `Este teléfono no puede abrir este archivo. Descárguelo en una computadora y ábralo allí, o llame al ${phone}.`,
  },
}
