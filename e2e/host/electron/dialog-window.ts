import path from 'node:path'
import { BrowserWindow } from './browser-window.ts'
import { Session } from './session.ts'

/** What a person at the screen is asked; the stand-in has no dialogs of the system's own. */
export type Question =
  | { kind: 'open'; title: string; multiple: boolean; folder: boolean }
  | { kind: 'save'; title: string; suggestedPath: string }
  | { kind: 'message'; title: string; detail: string; buttons: string[] }

const origin = 'https://dialog.stand-in.invalid'

/** Asks in a small window. Null when the person cancels or closes it; else paths, or the label of a button. */
export async function askPerson(question: Question): Promise<string[] | null> {
  const session = new Session('stand-in-dialog')
  session.protocol.handle('https', () => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }
    return new Response(dialogPage(question), { headers })
  })
  const window = new BrowserWindow({
    width: 480,
    height: 260,
    title: question.title,
    webPreferences: {
      session: session as unknown as Electron.Session,
      preload: path.join(import.meta.dirname, 'dialog-preload.cjs'),
    },
  })
  try {
    await window.loadURL(`${origin}/`)
    return (await window.webContents.executeJavaScript(waitForAnswer)) as string[] | null
  } catch {
    return null
  } finally {
    window.destroy()
  }
}

const policy = "default-src 'none'; style-src 'unsafe-inline'"

/** Runs in the page. Cancel is a button without a value. */
const waitForAnswer = `new Promise((resolve) => {
  for (const button of document.querySelectorAll('button')) {
    button.addEventListener('click', (event) => {
      event.preventDefault()
      const picker = document.querySelector('input[type=file]')
      const field = document.querySelector('input[type=text]')
      if (button.value === '') resolve(null)
      else if (picker) resolve(window.dialogWindow.pathsOf([...picker.files]))
      else if (field) resolve([field.value])
      else resolve([button.value])
    })
  }
})`

function dialogPage(question: Question): string {
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
    <title>${escapeHtml(question.title)}</title>
    <style>
      body { font: 14px/20px system-ui; margin: 24px }
      input { width: 100%; box-sizing: border-box; margin: 16px 0; font: inherit }
      input[type=text] { padding: 8px }
      button { font: inherit; padding: 8px 16px; margin-right: 8px }
    </style>
    <form><strong>${escapeHtml(question.title)}</strong>${dialogBody(question)}</form>`
}

function dialogBody(question: Question): string {
  const button = (label: string, value: string) =>
    `<button value="${escapeHtml(value)}">${escapeHtml(label)}</button>`
  const cancel = button('Cancel', '')
  switch (question.kind) {
    case 'open': {
      const extra = `${question.multiple ? ' multiple' : ''}${question.folder ? ' webkitdirectory' : ''}`
      return `<input type="file"${extra} aria-label="File">${button('Open', 'open')}${cancel}`
    }
    case 'save':
      return `<input type="text" aria-label="Save as" value="${escapeHtml(question.suggestedPath)}">
        ${button('Save', 'save')}${cancel}`
    case 'message':
      return `<p>${escapeHtml(question.detail)}</p>${question.buttons.map((label) => button(label, label)).join('')}`
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
