import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { askPerson, type Question } from './dialog-window.ts'
import { environment } from './environment.ts'
import { note } from './journal.ts'

type Kind = Question['kind']

/** A line of the file that STANDIN_DIALOGS names. */
interface PreparedAnswer {
  dialog: Kind
  canceled?: boolean
  filePaths?: string[]
  filePath?: string
  /** Index, or label, of the button. */
  response?: number | string
  checkboxChecked?: boolean
}

/** How long a dialog waits for a line in that file before it counts as canceled. */
const answerTimeoutMs = 10_000
const taken = new Set<number>()

/** Each line answers one dialog of its kind, in order; lines may also be added while a dialog waits. */
async function takeAnswer(file: string, kind: Kind): Promise<PreparedAnswer | null> {
  const deadline = Date.now() + answerTimeoutMs
  do {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    for (const [index, line] of lines.slice(0, -1).entries()) {
      const answer = line.trim() === '' || taken.has(index) ? null : (JSON.parse(line) as PreparedAnswer)
      if (answer?.dialog === kind) {
        taken.add(index)
        return answer
      }
    }
    await delay(50)
  } while (Date.now() < deadline)
  return null
}

/** The file answers, where one is named; else the person, where there is a screen; else it counts as canceled. */
async function answerTo(question: Question): Promise<PreparedAnswer> {
  const { dialogAnswersFile, headless } = environment
  if (dialogAnswersFile !== null) {
    return (await takeAnswer(dialogAnswersFile, question.kind)) ?? { dialog: question.kind, canceled: true }
  }
  const given = headless ? null : await askPerson(question)
  const first = given?.[0]
  return given === null || first === undefined
    ? { dialog: question.kind, canceled: true }
    : { dialog: question.kind, filePaths: given, filePath: first, response: first }
}

/** Dialogs take an options object, alone or after the window they belong to. */
function optionsOf<Options>(args: [Options] | [unknown, Options]): Options {
  return args.length === 1 ? args[0] : args[1]
}

export const dialog = {
  showOpenDialog: async (...args: [Electron.OpenDialogOptions] | [unknown, Electron.OpenDialogOptions]) => {
    const options = optionsOf(args)
    const { canceled = false, filePaths = [] } = await answerTo({
      kind: 'open',
      title: options.title ?? 'Open a file',
      multiple: options.properties?.includes('multiSelections') === true,
      folder: options.properties?.includes('openDirectory') === true,
    })
    const answer: Electron.OpenDialogReturnValue = { canceled, filePaths: canceled ? [] : filePaths }
    note({ kind: 'dialog', dialog: 'open', options, answer })
    return answer
  },
  showSaveDialog: async (...args: [Electron.SaveDialogOptions] | [unknown, Electron.SaveDialogOptions]) => {
    const options = optionsOf(args)
    const { canceled = false, filePath = '' } = await answerTo({
      kind: 'save',
      title: options.title ?? 'Save a file',
      suggestedPath: options.defaultPath ?? '',
    })
    const answer: Electron.SaveDialogReturnValue = { canceled, filePath: canceled ? '' : filePath }
    note({ kind: 'dialog', dialog: 'save', options, answer })
    return answer
  },
  showMessageBox: async (...args: [Electron.MessageBoxOptions] | [unknown, Electron.MessageBoxOptions]) => {
    const options = optionsOf(args)
    const prepared = await answerTo({
      kind: 'message',
      title: options.message,
      detail: options.detail ?? '',
      buttons: options.buttons ?? ['OK'],
    })
    const { response = options.cancelId ?? 0, checkboxChecked = false } = prepared
    const index = typeof response === 'string' ? (options.buttons ?? []).indexOf(response) : response
    const answer: Electron.MessageBoxReturnValue = { response: index, checkboxChecked }
    note({ kind: 'dialog', dialog: 'message', options, answer })
    return answer
  },
  showErrorBox: (title: string, content: string) => {
    note({ kind: 'dialog', dialog: 'error', options: { title, content }, answer: null })
    process.stderr.write(`${title}\n${content}\n`)
  },
}
