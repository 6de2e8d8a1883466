import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type GpgOutput = { readonly code: number; readonly stdout: Buffer; readonly status: string }

/** A GnuPG of its own in a temporary home. `run` feeds stdin; `status` is what --status-fd says. */
export class Gpg {
  readonly home: string

  private constructor(home: string) {
    this.home = home
  }

  static async create(): Promise<Gpg> {
    return new Gpg(await mkdtemp(join(tmpdir(), 'gpg-')))
  }

  run(args: readonly string[], input: Uint8Array | string = ''): Promise<GpgOutput> {
    const common = ['--homedir', this.home, '--batch', '--no-tty', '--yes', '--status-fd', '2']
    const child = spawn(
      'gpg',
      [...common, '--trust-model', 'always', '--pinentry-mode', 'loopback', ...args],
      {
        env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: this.home },
      },
    )
    return new Promise((resolve, reject) => {
      const stdout: Buffer[] = []
      let status = ''
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => (status += chunk.toString('utf8')))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code: code ?? -1, stdout: Buffer.concat(stdout), status }))
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  }

  /** Makes a key without passphrase; gives the armored certificate. */
  async makeKey(userId: string, algorithm = 'future-default'): Promise<string> {
    const made = await this.run([
      '--passphrase',
      '',
      '--quick-generate-key',
      userId,
      algorithm,
      'default',
      '1y',
    ])
    if (made.code !== 0) throw new Error(made.status)
    return this.export(userId)
  }

  async export(userId: string): Promise<string> {
    return (await this.run(['--armor', '--export', userId])).stdout.toString('utf8')
  }

  /** @param certificate armored or binary */
  async import(certificate: Uint8Array | string): Promise<void> {
    const imported = await this.run(['--import'], certificate)
    if (imported.code !== 0) throw new Error(imported.status)
  }

  async dispose(): Promise<void> {
    await new Promise((resolve) =>
      spawn('gpgconf', ['--homedir', this.home, '--kill', 'all']).on('close', resolve),
    )
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 })
  }
}
