import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The forms in which a text could lie on a disk. Base64 has three, by where it begins in the encoded bytes. */
export function encodingsOf(canary: string): Readonly<Record<string, Buffer>> {
  const utf8 = Buffer.from(canary)
  const base64At = (shift: number) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    // Characters that hold bits of the neighbours are left out.
    return encoded.slice(Math.ceil((shift * 4) / 3), encoded.length - (encoded.endsWith('=') ? 4 : 0))
  }
  const quotedPrintable = [...utf8].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${hex(byte).toUpperCase()}`,
  )
  const forms: Record<string, string | Buffer> = {
    utf8,
    utf16: Buffer.from(canary, 'utf16le'),
    hex: utf8.toString('hex'),
    'quoted-printable': quotedPrintable.join(''),
    url: encodeURIComponent(canary),
    json: JSON.stringify(canary).slice(1, -1),
    base64: base64At(0),
    'base64, shifted by one': base64At(1),
    'base64, shifted by two': base64At(2),
  }
  return Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, Buffer.from(form)]))
}

export type CanaryHit = { readonly canary: string; readonly encoding: string; readonly file: string }

/** Every canary found in any file below the folders, in any encoding. */
export function findCanaries(canaries: readonly string[], folders: readonly string[]): CanaryHit[] {
  const forms = canaries.flatMap((canary) =>
    Object.entries(encodingsOf(canary)).map(([encoding, bytes]) => ({ canary, encoding, bytes })),
  )
  return folders.flatMap(filesBelow).flatMap((file) => {
    const content = readFileSync(file)
    return forms
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ canary, encoding }) => ({ canary, encoding, file }))
  })
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    const stat = statSync(path)
    return stat.isDirectory() ? filesBelow(path) : stat.isFile() ? [path] : []
  })
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
