import type { Words } from './speak.ts'

/** The reply page of a practice, which stands on its site. */
const english = {
  title: 'Answer to {sender}',
  intro: 'What you write is sealed here, on this page, before it leaves. Only {sender} can open it.',
  reference: 'Number in your PDF',
  referenceHint: 'Nine digits, at the end of the message.',
  referenceWrong: "That isn't the number. Look at the end of the PDF: it has nine digits.",
  neverAsks:
    'This page never asks for a passphrase. It keeps nothing: what you write is gone when you close it, and after 10 minutes without use.',
  forgotten: 'Emptied after 10 minutes without use.',
  otherLanguage: 'Español',
  cannotSealPhone:
    "This browser can't seal an answer. Open this page in Chrome, Edge, Firefox or Safari, or call {phone}.",
  cannotSeal: "This browser can't seal an answer. Open this page in Chrome, Edge, Firefox or Safari.",
} as const

export type ReplyPageKey = keyof typeof english

const spanish: Readonly<Record<ReplyPageKey, string>> = {
  title: 'Respuesta a {sender}',
  intro: 'Lo que escriba se sella aquí, en esta página, antes de salir. Solo {sender} puede abrirlo.',
  reference: 'Número de su PDF',
  referenceHint: 'Nueve cifras, al final del mensaje.',
  referenceWrong: 'Ese no es el número. Mire al final del PDF: tiene nueve cifras.',
  neverAsks:
    'Esta página nunca pide una frase clave. No guarda nada: lo que escriba se borra cuando la cierra y tras 10 minutos sin uso.',
  forgotten: 'Se vació tras 10 minutos sin uso.',
  otherLanguage: 'English',
  cannotSealPhone:
    'Este navegador no puede sellar una respuesta. Abra esta página en Chrome, Edge, Firefox o Safari, o llame al {phone}.',
  cannotSeal:
    'Este navegador no puede sellar una respuesta. Abra esta página en Chrome, Edge, Firefox o Safari.',
}

export const replyPageWords: Words<ReplyPageKey> = { en: english, es: spanish }
