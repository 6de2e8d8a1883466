import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decryptAndVerify, encryptAndSign, generateOwnKey } from '../src/main/sealing/index.ts'
import { medianMs, ratio } from './bench.ts'
import type { Bench } from './bench.ts'

const run = promisify(execFile)
const sizeBytes = 10 * 1024 * 1024
const rounds = 7

/** Signs and encrypts 10 MiB, and opens it again, beside GnuPG on the same key and the same bytes. */
export const bench: Bench = {
  name: 'openpgp',
  packages: ['gnupg'],
  run: async (scratch) => {
    const now = new Date()
    const hourAgo = new Date(now.getTime() - 3_600_000)
    const key = await generateOwnKey({ address: 'bench@practice.example', now: hourAgo })
    const entity = Buffer.concat([
      Buffer.from('Content-Type: application/octet-stream\r\n\r\n'),
      randomBytes(sizeBytes),
    ])

    const home = join(scratch, 'gnupg')
    await mkdir(home, { mode: 0o700 })
    const plain = join(scratch, 'plain')
    const sealed = join(scratch, 'sealed')
    await writeFile(plain, entity)
    const gpg = (...args: string[]) => run('gpg', ['--homedir', home, '--batch', '--yes', '-q', ...args])
    execFileSync('gpg', ['--homedir', home, '--batch', '-q', '--import'], {
      input: key.secretKeyArmored,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    try {
      const encryptOptions = [
        '--armor',
        '--trust-model',
        'always',
        '--compress-algo',
        'none',
        '-r',
        key.fingerprint,
      ]
      const gpgSeal = await medianMs(rounds, () =>
        gpg(...encryptOptions, '-o', sealed, '--sign', '--encrypt', plain),
      )
      const gpgOpen = await medianMs(rounds, () => gpg('-o', join(scratch, 'opened'), '--decrypt', sealed))

      let armored = ''
      const ourSeal = await medianMs(rounds, async () => {
        const result = await encryptAndSign(entity, {
          recipientCertificates: [key.certificateArmored],
          signWith: key.secretKeyArmored,
          now,
        })
        if (!result.ok) throw new Error(result.error.code)
        armored = result.value.armored
      })
      const ourOpen = await medianMs(rounds, async () => {
        const result = await decryptAndVerify(armored, {
          secretKeys: [key.secretKeyArmored],
          senderCertificates: [key.certificateArmored],
          now,
        })
        if (!result.ok || result.value.signature.state !== 'good') throw new Error('not opened')
      })
      return {
        figures: {
          sizeBytes,
          ourSealMs: ourSeal,
          ourOpenMs: ourOpen,
          gpgSealMs: gpgSeal,
          gpgOpenMs: gpgOpen,
        },
        ratios: {
          'sign and encrypt 10 MiB vs gpg': ratio(ourSeal, gpgSeal, '<= 3'),
          'decrypt and verify 10 MiB vs gpg': ratio(ourOpen, gpgOpen, '<= 3'),
        },
      }
    } finally {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'])
    }
  },
}
