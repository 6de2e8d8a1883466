import { decryptAndVerify, encryptAndSign } from '../../src/main/sealing/index.ts'
import { makeKey, now } from '../../src/main/sealing/openpgp/keys.fixture.ts'
import { ok } from '../../src/shared/result.ts'
import { flipCanary, type FlipTarget } from './flip.ts'

const inner = Buffer.from(`Content-Type: text/plain\r\n\r\nThe ${flipCanary} sleeps badly.\r\n`)

/** SEIPD version 1 (MDC) as GnuPG's certificates get it, and version 2 (AEAD). */
export async function openpgpTargets(): Promise<FlipTarget[]> {
  const sender = await makeKey()
  const target = async (name: string, aeadProtect: boolean): Promise<FlipTarget> => {
    const reader = await makeKey({ config: { aeadProtect } })
    const made = await encryptAndSign(inner, {
      recipientCertificates: [reader.certificate],
      signWith: sender.secret,
      now,
    })
    if (!made.ok) throw new Error(made.error.code)
    return {
      name,
      bytes: packetsIn(Buffer.from(made.value.armored).toString('latin1')),
      open: async (changed) => {
        const opened = await decryptAndVerify(changed, {
          secretKeys: [reader.secret],
          senderCertificates: [sender.certificate],
          now,
        })
        if (!opened.ok) return opened
        return ok(Buffer.concat([opened.value.inner, Buffer.from(opened.value.signature.state)]))
      },
    }
  }
  return [await target('openpgp seipd-v1', false), await target('openpgp seipd-v2', true)]
}

/** What stands between the armor's empty line and its checksum or end. */
function packetsIn(armored: string): Uint8Array {
  const base64 = /\r\n\r\n([A-Za-z0-9+/\r\n]+={0,2})/.exec(armored)?.[1] ?? ''
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
