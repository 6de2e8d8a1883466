import { useEffect } from 'react'
import { resolveKey } from './key-map.ts'
import { runCommand } from './registry.ts'

/** How long a first key such as G waits for the second. */
const prefixMs = 1500

export function isMacPlatform(): boolean {
  return /mac/i.test(navigator.userAgent)
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.matches('textarea, select')
}

function isCovered(): boolean {
  // The card of a finding lies beside the text that is being written: it takes no keys unless the focus is in it.
  // A menu is asked for by its button: closed, it stays in the page while it fades.
  const covers = '[role="dialog"]:not([data-passive]), [aria-haspopup="menu"][aria-expanded="true"]'
  return document.querySelector(covers) !== null
}

/** Listens on the window, and on what the mail frame hands over, for the keys of `commands`. */
export function useKeyboard(singleLetterKeys: boolean): void {
  useEffect(() => {
    let prefix: { keys: string; at: number } | null = null
    // A sheet takes Escape before it comes here and is gone then; the same press must not go back a second step.
    let wasCovered = false
    const look = () => {
      wasCovered = isCovered()
    }
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const open = prefix !== null && event.timeStamp - prefix.at < prefixMs ? prefix.keys : null
      const outcome = resolveKey(event, open, {
        isMac: isMacPlatform(),
        isInField: isField(event.target),
        isCovered: wasCovered,
        singleLetterKeys,
      })
      if (outcome.kind === 'prefix') prefix = { keys: outcome.prefix, at: event.timeStamp }
      else if (!['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) prefix = null
      if (outcome.kind === 'command' && runCommand(outcome.id)) event.preventDefault()
    }
    window.addEventListener('keydown', look, { capture: true })
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', look, { capture: true })
      window.removeEventListener('keydown', listen)
    }
  }, [singleLetterKeys])
}
