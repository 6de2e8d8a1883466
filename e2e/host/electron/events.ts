export interface PreventableEvent {
  preventDefault: () => void
  readonly defaultPrevented: boolean
}

/** An event as Electron hands it to listeners, with what it is about as further properties. */
export function makeEvent<Details extends object>(details: Details): Details & PreventableEvent {
  let isPrevented = false
  const base: PreventableEvent = {
    preventDefault: () => {
      isPrevented = true
    },
    get defaultPrevented() {
      return isPrevented
    },
  }
  return Object.defineProperties(base, Object.getOwnPropertyDescriptors(details)) as Details &
    PreventableEvent
}
