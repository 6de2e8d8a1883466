import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { encodingsOf } from '../../test/support/canaries.ts'

/** A text that must not be readable, found where it could be read. */
export type Leak = { readonly canary: string; readonly encoding: string; readonly where: string }

/** Every form in which a text could be lying about: as written, in mail's and the system's encodings, backwards. */
function formsOf(canary: string): (readonly [encoding: string, bytes: Buffer])[] {
  const utf16be = Buffer.from(canary, 'utf16le').swap16()
  const reversed = Buffer.from([...canary].reverse().join(''))
  const hex = Buffer.from(canary).toString('hex').toUpperCase()
  return [
    ...Object.entries(encodingsOf(canary)),
    ['utf16 big-endian', utf16be],
    ['hex, capitals', Buffer.from(hex)],
    ['reversed', reversed],
    ['reversed, base64', Buffer.from(reversed.toString('base64').replace(/.{0,2}=*$/, ''))],
  ]
}

/** Without what mail's line limits put in: no form has a line break, so each is found here that lies there as it is. */
function joined(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  return Buffer.from(text.replace(/=\r?\n|[\r\n]/g, ''), 'latin1')
}

/** What of `canaries` can be read in these bytes, in any encoding. */
export function leaksIn(bytes: Buffer, canaries: readonly string[], where: string): Leak[] {
  const searched = joined(bytes)
  return canaries.flatMap((canary) =>
    formsOf(canary)
      .filter(([, form]) => searched.includes(form))
      .map(([encoding]) => ({ canary, encoding, where })),
  )
}

/** The same for every file below a folder. Sockets and files that went meanwhile are left out. */
export function leaksBelow(folder: string, canaries: readonly string[]): Leak[] {
  return filesBelow(folder).flatMap((file) => {
    try {
      return leaksIn(readFileSync(file), canaries, path.relative(folder, file))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    }
  })
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat?.isDirectory()) return filesBelow(file)
    return stat?.isFile() ? [file] : []
  })
}
