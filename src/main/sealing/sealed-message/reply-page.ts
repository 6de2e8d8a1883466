import type { Cover, Language } from './cover.ts'
import { buildPageFile, type ReaderAssets } from './page-file.ts'

export type ReplyPageOptions = {
  /** What the practice shows outside the seal: the page says no more. */
  readonly cover: Cover
  /** The practice's armored OpenPGP certificate: public. */
  readonly certificate: string
  /** Where answers go by mail. */
  readonly address: string
  /** The certificate is judged at this time. */
  readonly madeAt: Date
}

/**
 * The reply page: one file of ASCII (LF line ends) that seals an answer to the
 * practice for somebody who has only a PDF. It holds nothing secret, keeps nothing, and asks for no passphrase.
 */
export function buildReplyPage(
  { cover, certificate, address, madeAt }: ReplyPageOptions,
  assets: ReaderAssets,
): string {
  const { language, phone } = cover
  const senderLabel = cover.pageName ?? cover.senderLabel
  const words = pageWords[language]
  const file = {
    language,
    title: words.title(senderLabel),
    logo: cover.logo ?? null,
    cannotRun: phone === null ? words.cannotRun : words.cannotRunCall(phone),
    script: assets.replyScript,
    settings: { language, senderLabel, phone, certificate, address, madeAt: madeAt.toISOString() },
    data: '',
  }
  return buildPageFile(file, assets)
}

const pageWords: Record<
  Language,
  { title: (name: string) => string; cannotRun: string; cannotRunCall: (phone: string) => string }
> = {
  en: {
    title: (name) => `Answer to ${name}`,
    cannotRun: 'This page needs scripts, which are switched off here. Open it in another browser.',
    cannotRunCall: (phone) =>
      `This page needs scripts, which are switched off here. Open it in another browser, or call ${phone}.`,
  },
  es: {
    title: (name) => `Respuesta a ${name}`,
    cannotRun: 'Esta página necesita scripts, que aquí están desactivados. Ábrala en otro navegador.',
    cannotRunCall: (phone) =>
      `Esta página necesita scripts, que aquí están desactivados. Ábrala en otro navegador o llame al ${phone}.`,
  },
}
