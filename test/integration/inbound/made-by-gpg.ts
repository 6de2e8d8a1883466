import { keys, type Key } from '../../../src/main/inbound/open-message.fixture.ts'
import { Gpg } from '../sealing/gpg.ts'

/** GnuPG with the practice's key, Dr. Lee's and the one that Eve made in Dr. Lee's name, on the fixture's day. */
export class Signers {
  readonly #gpg: Gpg

  private constructor(gpg: Gpg) {
    this.#gpg = gpg
  }

  static async create(): Promise<Signers> {
    const gpg = await Gpg.create()
    for (const key of Object.values(keys)) await gpg.run(['--import'], key.secretKeyArmored)
    return new Signers(gpg)
  }

  async dispose(): Promise<void> {
    await this.#gpg.dispose()
  }

  /** A detached signature, armored. */
  async sign(signed: string, signer: Key, options: readonly string[] = []): Promise<string> {
    return this.#output([...as(signer), '--armor', ...options, '--detach-sign'], signed)
  }

  async clearSign(text: string, signer: Key): Promise<string> {
    return this.#output([...as(signer), '--clear-sign'], text)
  }

  /** Encrypted to the practice, armored. */
  async encrypt(inner: string, signer: Key | null, options: readonly string[] = []): Promise<string> {
    const signing = signer === null ? [] : [...as(signer), '--sign']
    const to = ['--recipient', keys.own.fingerprint]
    return this.#output([...signing, ...to, '--armor', ...options, '--encrypt'], inner)
  }

  async #output(args: readonly string[], input: string): Promise<string> {
    const { code, stdout, status } = await this.#gpg.run(['--faked-system-time', today, ...args], input)
    if (code !== 0) throw new Error(status)
    return stdout.toString('latin1').trimEnd()
  }
}

const today = '20261122T110000'

function as(signer: Key): string[] {
  return ['--local-user', `${signer.fingerprint}!`]
}

/** multipart/signed around `signed`, with whatever stands in `change`. */
export function signedMail(signed: string, signature: string, type = openpgpSigned): string[] {
  return [
    `Content-Type: ${type}; boundary="sgn_1"`,
    '',
    '--sgn_1',
    signed,
    '--sgn_1',
    'Content-Type: application/pgp-signature; name="signature.asc"',
    '',
    signature,
    '--sgn_1--',
    '',
  ]
}

const openpgpSigned = 'multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"'

export function multipart(type: string, parts: readonly (readonly string[])[]): string[] {
  const inside = parts.flatMap((part) => ['--mix_1', ...part])
  return [`Content-Type: multipart/${type}; boundary="mix_1"`, '', ...inside, '--mix_1--', '']
}

export const textPart = (text: string, type = 'text/plain; charset=utf-8'): string[] => [
  `Content-Type: ${type}`,
  '',
  text,
  '',
]
