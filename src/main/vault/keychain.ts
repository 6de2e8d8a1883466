/** `unavailable`: there is no keychain, it is locked, or it didn't answer in time. */
export type KeychainAnswer =
  | { readonly state: 'found'; readonly value: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unavailable' }

/** The system's place for secrets of this user. */
export type Keychain = {
  read(name: string): Promise<KeychainAnswer>
  /** @returns whether it was written */
  write(name: string, value: string): Promise<boolean>
}

const service = 'Sealpost'
/** The system may be asking the person to unlock it. */
const patienceMs = 60_000

type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, value: string): Promise<void>
}

/** Windows Credential Manager, macOS Keychain or the Secret Service, through keytar. */
export function systemKeychain(load: () => Promise<Keytar> = loadKeytar): Keychain {
  return {
    read: async (name) => {
      const value = await ask(async () => (await load()).getPassword(service, name))
      if (value === undefined) return { state: 'unavailable' }
      return value === null ? { state: 'absent' } : { state: 'found', value }
    },
    write: async (name, value) => {
      const written = await ask(async () => {
        await (await load()).setPassword(service, name, value)
        return true
      })
      return written ?? false
    },
  }
}

/** For a vault that is to live without one. */
export const noKeychain: Keychain = {
  read: () => Promise.resolve({ state: 'unavailable' }),
  write: () => Promise.resolve(false),
}

/** Loaded late: without libsecret the module itself can't be loaded, which means "no keychain". */
async function loadKeytar(): Promise<Keytar> {
  const module: { default: Keytar } = await import('keytar')
  return module.default
}

/** keytar's errors are platform text ("Cannot autolaunch D-Bus…"); every one means that it isn't available. */
async function ask<T>(question: () => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  try {
    return await Promise.race([question(), timeout])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
