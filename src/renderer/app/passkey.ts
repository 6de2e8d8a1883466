import type { Bridge } from '../../shared/bridge.ts'
import type { FactorProof, PasskeyAsk } from '../../shared/contract/index.ts'
import type { ErrorCode } from '../../shared/errors/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'

/** `Bridge.holdSecret`: what the authenticator gives goes to the engine as bytes, and is kept nowhere here. */
type HoldSecret = Bridge['holdSecret']

/** The system's own dialog waits this long for the person. */
const patienceMs = 120_000

/** Passkeys as WebAuthn knows them, base64url, with what reaches them. */
type Credential = { readonly credentialId: string; readonly transports: readonly string[] }

export type EnrolledPasskey = {
  credentialId: string
  transports: string[]
  attachment: 'platform' | 'cross-platform'
  /** By its handle. */
  output: string
}

/**
 * Makes a passkey and has it compute once, as every unlock will: one that can't is told apart before anything depends
 * on it. The output is in this window's memory until the engine has it, and is kept nowhere.
 *
 * @param salt the PRF's input, 32 bytes, base64
 * @param known those that are enrolled already: the same authenticator isn't taken twice
 * @returns `vault/passkey-cancelled`, `vault/passkey-known`, `vault/passkey-unsupported`
 */
export async function enrollPasskey(
  hold: HoldSecret,
  salt: string,
  known: readonly Credential[],
): Promise<Result<EnrolledPasskey>> {
  const made = await attempt(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Sealpost' },
        // Nothing of the practice goes to the authenticator. A handle of its own: it replaces no other vault's passkey.
        user: { id: randomBytes(32), name: 'Sealpost', displayName: 'Sealpost' },
        // Nobody checks a signature: what proves the passkey is the PRF's output.
        challenge: randomBytes(32),
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key' as const, alg })),
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
        excludeCredentials: known.map(descriptorOf),
        extensions: { prf: {} },
        timeout: patienceMs,
      },
    }),
  )
  if (!made.ok) return made
  const credential = made.value
  if (credential.getClientExtensionResults().prf?.enabled !== true) return fail('vault/passkey-unsupported')
  const transports = (credential.response as AuthenticatorAttestationResponse).getTransports()
  const asked = await askPasskey(hold, [{ credentialId: credential.id, transports, salt }])
  if (!asked.ok) return asked
  return ok({
    credentialId: credential.id,
    transports,
    attachment: credential.authenticatorAttachment === 'platform' ? 'platform' : 'cross-platform',
    output: asked.value.output,
  })
}

/**
 * Asks for one of the vault's passkeys.
 *
 * @returns `vault/passkey-cancelled`, `vault/passkey-unsupported`
 */
export async function provePasskey(
  hold: HoldSecret,
  asks: readonly PasskeyAsk[],
  signal?: AbortSignal,
): Promise<Result<Extract<FactorProof, { kind: 'passkey' }>>> {
  const asked = await askPasskey(hold, asks, signal)
  if (!asked.ok) return asked
  const used = asks.find(({ credentialId }) => credentialId === asked.value.credentialId)
  if (used === undefined) return fail('vault/passkey-unsupported')
  return ok({ kind: 'passkey', id: used.id, output: asked.value.output })
}

async function askPasskey(
  hold: HoldSecret,
  asks: readonly (Credential & { readonly salt: string })[],
  signal?: AbortSignal,
): Promise<Result<{ credentialId: string; output: string }>> {
  const got = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: randomBytes(32),
        allowCredentials: asks.map(descriptorOf),
        // The PRF that belongs to a verified person is another one than without: it must always be the same.
        userVerification: 'required',
        extensions: {
          prf: {
            evalByCredential: Object.fromEntries(
              asks.map(({ credentialId, salt }) => [credentialId, { first: fromBase64(salt) }]),
            ),
          },
        },
        timeout: patienceMs,
      },
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  if (!got.ok) return got
  const first = got.value.getClientExtensionResults().prf?.results?.first
  if (!(first instanceof ArrayBuffer) || first.byteLength !== 32) return fail('vault/passkey-unsupported')
  const bytes = new Uint8Array(first)
  try {
    return ok({ credentialId: got.value.id, output: await hold(bytes) })
  } finally {
    bytes.fill(0)
  }
}

async function attempt(ask: () => Promise<unknown>): Promise<Result<PublicKeyCredential>> {
  try {
    const credential = await ask()
    return credential instanceof PublicKeyCredential ? ok(credential) : fail('vault/passkey-cancelled')
  } catch (error) {
    return fail(codeOf(error))
  }
}

/** WebAuthn says little on purpose: a person who cancels and an authenticator that isn't there look the same. */
function codeOf(error: unknown): ErrorCode {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'InvalidStateError') return 'vault/passkey-known'
  return name === 'NotSupportedError' || name === 'SecurityError' || name === 'ConstraintError'
    ? 'vault/passkey-unsupported'
    : 'vault/passkey-cancelled'
}

function descriptorOf({ credentialId, transports }: Credential): PublicKeyCredentialDescriptor {
  return {
    type: 'public-key',
    id: fromBase64(credentialId.replaceAll('-', '+').replaceAll('_', '/')),
    transports: transports as AuthenticatorTransport[],
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}
