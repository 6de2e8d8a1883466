import { dearmorContainer, openContainer } from '../../src/main/sealing/index.ts'

/** Subject and text of a sealed mail, opened with the patient's words; throws where they don't open it. */
export async function readSealedText(raw: Buffer, words: string): Promise<string> {
  // The page goes as 7bit, so its armor stands in the mail as it is.
  const armor = /^-----BEGIN SEALED MESSAGE-----\r?\n[^-]+-----END SEALED MESSAGE-----/m.exec(
    raw.toString('latin1'),
  )
  const container = dearmorContainer(armor?.[0] ?? '')
  if (!container.ok) throw new Error(container.error.code)
  const opened = await openContainer(container.value, words)
  if (!opened.ok) throw new Error(opened.error.code)
  return `${opened.value.subject}\n${opened.value.text}`
}
