import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SqOutput = { readonly code: number; readonly stdout: Buffer; readonly stderr: string }

/** Sequoia's program with a folder for its files; it keeps no state, so that each call names its keys. */
export class Sq {
  readonly folder: string
  #files = 0

  private constructor(folder: string) {
    this.folder = folder
  }

  static async create(): Promise<Sq> {
    return new Sq(await mkdtemp(join(tmpdir(), 'sq-')))
  }

  run(args: readonly string[], input: Uint8Array | string = ''): Promise<SqOutput> {
    const child = spawn('sq', args, { env: { PATH: process.env['PATH'], HOME: this.folder } })
    return new Promise((resolve, reject) => {
      const stdout: Buffer[] = []
      let stderr = ''
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code: code ?? -1, stdout: Buffer.concat(stdout), stderr }))
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  }

  /** Puts a key or certificate where `run` can name it. */
  async file(content: string): Promise<string> {
    this.#files += 1
    const path = join(this.folder, `${String(this.#files)}.pgp`)
    await writeFile(path, content)
    return path
  }

  /** Makes a key without password; gives the file of the key and the armored certificate. */
  async makeKey(userId: string, cipherSuite: string): Promise<{ keyPath: string; certificate: string }> {
    const keyPath = await this.file('')
    const options = ['--userid', userId, '--cipher-suite', cipherSuite, '--expires', 'never']
    const made = await this.run(['--force', 'key', 'generate', ...options, '--export', keyPath])
    if (made.code !== 0) throw new Error(made.stderr)
    const extracted = await this.run(['key', 'extract-cert', keyPath])
    return { keyPath, certificate: extracted.stdout.toString('utf8') }
  }

  dispose(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true })
  }
}
