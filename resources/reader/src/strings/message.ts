import type { Words } from './speak.ts'

/** The page that holds a message. */
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
  cannotAnswerPhone:
    "This browser opens the message but can't seal an answer. Open this file in Chrome, Edge, Firefox or Safari on a computer, or call {phone}.",
  cannotAnswer:
    "This browser opens the message but can't seal an answer. Open this file in Chrome, Edge, Firefox or Safari on a computer.",
} as const

export type MessageKey = keyof typeof english

const spanish: Readonly<Record<MessageKey, string>> = {
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
  cannotAnswerPhone:
    'Este navegador abre el mensaje pero no puede sellar una respuesta. Abra este archivo en Chrome, Edge, Firefox o Safari en una computadora, o llame al {phone}.',
  cannotAnswer:
    'Este navegador abre el mensaje pero no puede sellar una respuesta. Abra este archivo en Chrome, Edge, Firefox o Safari en una computadora.',
}

export const messageWords: Words<MessageKey> = { en: english, es: spanish }
