import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** base64 of the middle of a text, whatever stands before it: three ways, by the offset in a group of three. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(' '.repeat(offset) + text).toString('base64')
    return encoded.slice(offset === 0 ? 0 : 4, -4)
  })
}

/** The byte strings that would give `canary` away: plain, base64, hexadecimal, UTF-16. */
export function canaryForms(canary: string): Buffer[] {
  const hex = Buffer.from(canary).toString('hex')
  const utf16 = Buffer.from(canary, 'utf16le')
  return [canary, ...base64Forms(canary), hex, hex.toUpperCase()]
    .map((form) => Buffer.from(form))
    .concat(utf16, Buffer.from(utf16).swap16())
}

export function holdsCanary(bytes: Buffer, canary: string): boolean {
  return canaryForms(canary).some((form) => bytes.includes(form))
}

/** The files under `folder` that hold `canary` in any form. */
export async function filesWithCanary(folder: string, canary: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const hits = await Promise.all(
    files.map(async (file) => (holdsCanary(await readFile(file), canary) ? [file] : [])),
  )
  return hits.flat()
}
