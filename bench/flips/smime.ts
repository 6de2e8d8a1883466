import { parseMessage } from '../../src/main/mime/index.ts'
import { openSmime, smimeSignAndEncrypt } from '../../src/main/sealing/index.ts'
import { cmsOf, entityOf, makeMailWorld } from '../../src/main/sealing/smime/messages.fixture.ts'
import { fail, ok } from '../../src/shared/result.ts'
import { flipCanary, type FlipTarget } from './flip.ts'

const inner = Buffer.from(
  `Content-Type: text/plain; charset=utf-8; hp="cipher"\r\n\r\nThe ${flipCanary} sleeps badly.\r\n`,
)

/** AuthEnvelopedData with AES-256-GCM; the CBC of older readers is no authenticated format. */
export async function smimeTargets(): Promise<FlipTarget[]> {
  const world = makeMailWorld()
  const made = await smimeSignAndEncrypt(inner, {
    recipients: [{ pem: world.lee.pem, capabilities: ['aes-256-gcm'], address: 'lee@clinic.example' }],
    signWith: world.practice,
    trust: world.trust,
    boundary: 'sealed_boundary',
  })
  if (!made.ok) throw new Error(made.error.code)
  return [
    {
      name: 'smime auth-enveloped',
      bytes: cmsOf(made.value.entity),
      open: async (changed) => {
        const tree = parseMessage(entityOf(changed))
        if (!tree.ok) return tree
        const opened = await openSmime(tree.value, {
          identities: [world.lee],
          trust: world.trust,
          sender: 'rivera@practice.example',
        })
        if (opened === null) return fail('smime/damaged')
        if (!opened.ok) return opened
        return ok(Buffer.concat([opened.value.inner, Buffer.from(opened.value.signature.state)]))
      },
    },
  ]
}
