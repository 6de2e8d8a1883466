import type { Words } from './speak.ts'

/** The box to answer in, and the ways in which an answer leaves: on both pages. */
const english = {
  answer: 'Answer',
  answerLabel: 'Your answer to {sender}',
  addFiles: 'Add files',
  remove: 'Remove',
  removeFile: 'Remove {name}',
  seal: 'Seal answer',
  sealing: 'Sealing…',
  emptyAnswer: 'Write something or add a file first.',
  tooLarge: 'That is more than {limit}. Remove a file, or bring it to your next visit.',
  tooMany: 'No more than {limit} files fit into one answer.',
  unreadable: '{name} could not be read.',
  sealFailed: 'The answer could not be sealed. Nothing left this page. Call {phone}.',
  sealFailedNoPhone: 'The answer could not be sealed. Nothing left this page. Ask {sender}.',
  sealed: 'Your answer is sealed. Only {sender} can open it. Now send it in one of these ways.',
  mail: 'Open in my mail',
  mailHint: 'Your mail program opens with the sealed answer in it. Press Send there.',
  copy: 'Copy sealed answer',
  copyHint: 'Then press Reply in your mail, and paste.',
  copied: 'Copied. Now press Reply in your mail and paste.',
  copyByHand: 'Press Ctrl+C (on a Mac ⌘C) to copy the marked text.',
  armor: 'Sealed answer',
  file: 'Save as a file',
  fileHint: 'Then attach {name} to a reply in your mail.',
  fileName: 'Answer.sealed',
  change: 'Change answer',
} as const

export type AnswerKey = keyof typeof english

const spanish: Readonly<Record<AnswerKey, string>> = {
  answer: 'Responder',
  answerLabel: 'Su respuesta a {sender}',
  addFiles: 'Agregar archivos',
  remove: 'Quitar',
  removeFile: 'Quitar {name}',
  seal: 'Sellar respuesta',
  sealing: 'Sellando…',
  emptyAnswer: 'Primero escriba algo o agregue un archivo.',
  tooLarge: 'Son más de {limit}. Quite un archivo o tráigalo a su próxima visita.',
  tooMany: 'En una respuesta no caben más de {limit} archivos.',
  unreadable: 'No se pudo leer {name}.',
  sealFailed: 'No se pudo sellar la respuesta. Nada salió de esta página. Llame al {phone}.',
  sealFailedNoPhone: 'No se pudo sellar la respuesta. Nada salió de esta página. Pregunte a {sender}.',
  sealed: 'Su respuesta está sellada. Solo {sender} puede abrirla. Ahora envíela de una de estas formas.',
  mail: 'Abrir en mi correo',
  mailHint: 'Su programa de correo se abre con la respuesta sellada. Allí pulse Enviar.',
  copy: 'Copiar respuesta sellada',
  copyHint: 'Después pulse Responder en su correo y pegue.',
  copied: 'Copiada. Ahora pulse Responder en su correo y pegue.',
  copyByHand: 'Pulse Ctrl+C (en un Mac ⌘C) para copiar el texto marcado.',
  armor: 'Respuesta sellada',
  file: 'Guardar como archivo',
  fileHint: 'Después adjunte {name} a una respuesta en su correo.',
  fileName: 'Respuesta.sealed',
  change: 'Cambiar respuesta',
}

export const answerWords: Words<AnswerKey> = { en: english, es: spanish }
