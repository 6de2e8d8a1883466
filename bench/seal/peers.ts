import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { OwnKey } from '../../src/main/sealing/index.ts'

const run = promisify(execFile)

/** Another program that signs and encrypts `plain` to the key, and opens what it made; each call is one process. */
export type Peer = {
  readonly seal: () => Promise<unknown>
  readonly open: () => Promise<unknown>
  readonly close: () => Promise<unknown>
}

/** GnuPG, which compresses unless told not to. */
export async function gpgPeer(folder: string, key: OwnKey, plain: string): Promise<Peer> {
  const home = join(folder, 'gnupg')
  await mkdir(home, { mode: 0o700 })
  const gpg = (...args: string[]) => run('gpg', ['--homedir', home, '--batch', '--yes', '-q', ...args])
  const secret = join(folder, 'key.asc')
  const sealed = join(folder, 'plain.gpg')
  await writeFile(secret, key.secretKeyArmored, { mode: 0o600 })
  await gpg('--import', secret)
  const options = ['--armor', '--trust-model', 'always', '--compress-algo', 'none', '-r', key.fingerprint]
  return {
    seal: () => gpg(...options, '-o', sealed, '--sign', '--encrypt', plain),
    open: () => gpg('-o', join(folder, 'plain.opened'), '--decrypt', sealed),
    close: () => run('gpgconf', ['--homedir', home, '--kill', 'all']),
  }
}

/** Sequoia's program. */
export async function sqPeer(folder: string, key: OwnKey, plain: string): Promise<Peer> {
  const secret = join(folder, 'sq-key.asc')
  const certificate = join(folder, 'sq-certificate.asc')
  const sealed = join(folder, 'plain.sq')
  await writeFile(secret, key.secretKeyArmored, { mode: 0o600 })
  await writeFile(certificate, key.certificateArmored)
  const sealOptions = ['--compression', 'none', '--signer-key', secret, '--recipient-cert', certificate]
  const openOptions = ['--recipient-key', secret, '--signer-cert', certificate]
  return {
    seal: () => run('sq', ['--force', 'encrypt', ...sealOptions, '-o', sealed, plain]),
    open: () =>
      run('sq', ['--force', 'decrypt', ...openOptions, '-o', join(folder, 'plain.sq-opened'), sealed]),
    close: () => Promise.resolve(),
  }
}
