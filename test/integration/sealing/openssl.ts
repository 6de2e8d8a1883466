import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTrustAnchors, type Trust } from '../../../src/main/sealing/index.ts'
import { makeWorld, now } from '../../../src/main/sealing/smime/certificates.fixture.ts'

export type OpensslOutput = { readonly code: number; readonly stdout: Buffer; readonly stderr: string }

/** OpenSSL in a temporary folder of its own; `run` feeds stdin, and names files by what `file` returned. */
export class Openssl {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async create(): Promise<Openssl> {
    return new Openssl(await mkdtemp(join(tmpdir(), 'openssl-')))
  }

  run(args: readonly string[], input: Uint8Array | string = ''): Promise<OpensslOutput> {
    const child = spawn('openssl', [...args], { cwd: this.folder, env: { PATH: process.env['PATH'] } })
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

  /** Like `run`, for what must succeed. */
  async must(args: readonly string[], input: Uint8Array | string = ''): Promise<Buffer> {
    const { code, stdout, stderr } = await this.run(args, input)
    if (code !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
    return stdout
  }

  async file(name: string, content: Uint8Array | string): Promise<string> {
    const path = join(this.folder, name)
    await writeFile(path, content)
    return path
  }

  dispose(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true })
  }
}

/** OpenSSL with the certificates and keys of the fixture in its folder, as NAME.pem and NAME.key. */
export async function opensslWorld() {
  const openssl = await Openssl.create()
  const world = makeWorld()
  const trust: Trust = { anchors: readTrustAnchors([world.root.pem]), now }
  for (const [name, made] of Object.entries(world)) {
    await openssl.file(`${name}.pem`, made.pem)
    await openssl.file(`${name}.key`, made.privateKeyPem)
  }
  return { openssl, world, trust }
}
