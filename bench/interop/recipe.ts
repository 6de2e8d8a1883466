import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  buildHtmlForm,
  derivePassphraseKey,
  loadReaderAssets,
  sealContainer,
} from '../../src/main/sealing/index.ts'
import { safeFileName } from '../../src/main/sealing/sealed-message/format/manifest.ts'
import type { InteropPeer } from './peer.ts'

const repository = resolve(import.meta.dirname, '../..')
const passphrase = 'velvet anchor puzzle marble copper lantern'

/** The HTML form, opened by the documented recipe alone: Debian's Python, which has Debian's python3-argon2. */
export async function recipePeer(): Promise<InteropPeer> {
  const folder = await mkdtemp(join(tmpdir(), 'recipe-'))
  const key = await derivePassphraseKey(passphrase, randomBytes(16))
  const assets = await loadReaderAssets(join(repository, 'resources/reader'))
  const run = (args: readonly string[]): Promise<string> =>
    new Promise((done, reject) => {
      const script = join(repository, 'docs/recipes/open-sealed-message.py')
      const child = spawn('/usr/bin/python3', [script, ...args], {
        env: { PATH: process.env['PATH'], PYTHONIOENCODING: 'utf-8' },
      })
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')))
      child.on('error', reject)
      child.on('close', () => done(Buffer.from(output, 'latin1').toString('utf8')))
      child.stdin.end(`${passphrase}\n`)
    })
  let count = 0
  return {
    name: 'python recipe',
    toPeer: async ({ letter }) => {
      count += 1
      const content = {
        messageId: letter.messageId,
        subject: letter.subject,
        sentAt: letter.date,
        fromName: letter.from.name,
        language: 'en',
        text: letter.text,
        attachments: letter.attachments.map(({ fileName, contentType, bytes }) => ({
          name: fileName,
          type: contentType,
          bytes,
        })),
      } as const
      const container = await sealContainer(content, key)
      if (!container.ok) throw new Error(container.error.code)
      const outside = { language: 'en', senderLabel: 'Dr. Rivera', phone: null, pdfName: null } as const
      const page = join(folder, `${count}.html`)
      const files = join(folder, `${count}.files`)
      await writeFile(page, buildHtmlForm(container.value, outside, assets))
      const output = await run([page, files])
      const saved = await Promise.all(
        content.attachments.map(async ({ name, bytes }) =>
          (await readFile(join(files, safeFileName(name)))).equals(bytes),
        ),
      )
      return output.includes(content.text) && output.includes(content.subject) && saved.every(Boolean)
    },
    fromPeer: null,
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}
