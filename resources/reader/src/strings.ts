/** Every word of the page, in its two languages. `{sender}`, `{phone}` and the like are filled in by `fill`. */
const english = {
  passphrase: 'Passphrase agreed with {sender}',
  hint: "Capitals, spaces and hyphens don't matter.",
  show: 'Show',
  hide: 'Hide',
  open: 'Open message',
  opening: 'Opening…',
  wrongPhone: "That isn't it. Check your card, or call {phone}.",
  wrong: "That isn't it. Check your card, or ask {sender}.",
  emptyPassphrase: 'Type the passphrase first.',
  damaged: 'This file was damaged on its way. Ask {sender} to send it again.',
  truncated: "This file isn't complete. Download it again, or ask {sender} to send it again.",
  messageFrom: 'Message from {sender}',
  noSubject: 'Message',
  close: 'Close',
  files: 'Files',
  save: 'Save',
  saveFile: 'Save {name}',
  forgets: 'This page forgets the message when you close it, and after 10 minutes without use.',
  forgotten: 'Closed after 10 minutes without use. Type the passphrase to open the message again.',
  closed: 'The message is closed.',
  answer: 'Answer',
  answerLabel: 'Your answer to {sender}',
  addFiles: 'Add files',
  remove: 'Remove',
  removeFile: 'Remove {name}',
  seal: 'Seal answer',
  sealing: 'Sealing…',
  emptyAnswer: 'Write something or add a file first.',
  tooLarge: 'That is more than {limit}. Remove a file, or bring it to your next visit.',
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
  cannotAnswerPhone:
    "This browser opens the message but can't seal an answer. Open this file in Chrome, Edge, Firefox or Safari on a computer, or call {phone}.",
  cannotAnswer:
    "This browser opens the message but can't seal an answer. Open this file in Chrome, Edge, Firefox or Safari on a computer.",
} as const

type Strings = Readonly<Record<keyof typeof english, string>>

const spanish: Strings = {
  passphrase: 'Frase clave acordada con {sender}',
  hint: 'Mayúsculas, espacios y guiones dan igual.',
  show: 'Mostrar',
  hide: 'Ocultar',
  open: 'Abrir mensaje',
  opening: 'Abriendo…',
  wrongPhone: 'Esa no es. Revise su tarjeta o llame al {phone}.',
  wrong: 'Esa no es. Revise su tarjeta o pregunte a {sender}.',
  emptyPassphrase: 'Primero escriba la frase clave.',
  damaged: 'Este archivo se dañó en el camino. Pida a {sender} que lo envíe de nuevo.',
  truncated: 'Este archivo está incompleto. Descárguelo de nuevo o pida a {sender} que lo envíe otra vez.',
  messageFrom: 'Mensaje de {sender}',
  noSubject: 'Mensaje',
  close: 'Cerrar',
  files: 'Archivos',
  save: 'Guardar',
  saveFile: 'Guardar {name}',
  forgets: 'Esta página olvida el mensaje cuando la cierra y tras 10 minutos sin uso.',
  forgotten: 'Se cerró tras 10 minutos sin uso. Escriba la frase clave para abrir el mensaje otra vez.',
  closed: 'El mensaje está cerrado.',
  answer: 'Responder',
  answerLabel: 'Su respuesta a {sender}',
  addFiles: 'Agregar archivos',
  remove: 'Quitar',
  removeFile: 'Quitar {name}',
  seal: 'Sellar respuesta',
  sealing: 'Sellando…',
  emptyAnswer: 'Primero escriba algo o agregue un archivo.',
  tooLarge: 'Son más de {limit}. Quite un archivo o tráigalo a su próxima visita.',
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
  cannotAnswerPhone:
    'Este navegador abre el mensaje pero no puede sellar una respuesta. Abra este archivo en Chrome, Edge, Firefox o Safari en una computadora, o llame al {phone}.',
  cannotAnswer:
    'Este navegador abre el mensaje pero no puede sellar una respuesta. Abra este archivo en Chrome, Edge, Firefox o Safari en una computadora.',
}

export type Language = 'en' | 'es'
export type Key = keyof typeof english
export type Say = (key: Key, values?: Readonly<Record<string, string>>) => string

/** The words of one language; `values` fill the braces. */
export function speak(language: Language, common: Readonly<Record<string, string>>): Say {
  const strings = language === 'es' ? spanish : english
  return (key, values = {}) =>
    strings[key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? common[name] ?? '')
}
