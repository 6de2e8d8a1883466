import { parseMessage } from '../../src/main/mime/index.ts'
import { openSmime, readTrustAnchors, smimeSignAndEncrypt } from '../../src/main/sealing/index.ts'
import { makeWorld, now } from '../../src/main/sealing/smime/certificates.fixture.ts'
import { Openssl } from '../../test/integration/sealing/openssl.ts'
import type { InteropPeer } from './peer.ts'

/** It writes text with the line ends of its system. */
const canonical = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n')

/** `openssl cms`, with AES-256-GCM. */
export async function opensslPeer(): Promise<InteropPeer> {
  const openssl = await Openssl.create()
  const world = makeWorld()
  const trust = { anchors: readTrustAnchors([world.root.pem]), now }
  for (const [name, made] of Object.entries(world)) {
    await openssl.file(`${name}.pem`, made.pem)
    await openssl.file(`${name}.key`, made.privateKeyPem)
  }
  const at = String(Math.floor(now.getTime() / 1000))
  return {
    name: 'openssl cms',
    toPeer: async ({ entity }) => {
      const made = await smimeSignAndEncrypt(entity, {
        recipients: [{ pem: world.lee.pem, capabilities: ['aes-256-gcm', 'rsa-oaep-sha256'] }],
        signWith: world.practice,
        trust,
        boundary: 'sealed_0123456789',
      })
      if (!made.ok) throw new Error(made.error.code)
      const decrypt = ['cms', '-decrypt', '-binary', '-recip', 'lee.pem', '-inkey', 'lee.key']
      const signed = await openssl.must(decrypt, made.value.entity)
      const verify = ['cms', '-verify', '-attime', at, '-CAfile', 'root.pem', '-purpose', 'smimesign']
      const { code, stdout } = await openssl.run(verify, signed)
      return code === 0 && canonical(stdout) === canonical(entity)
    },
    fromPeer: async ({ entity }) => {
      const signer = ['-signer', 'practice.pem', '-inkey', 'practice.key', '-certfile', 'authority.pem']
      const signed = await openssl.must(['cms', '-sign', '-md', 'sha256', ...signer], entity)
      const mail = await openssl.must(['cms', '-encrypt', '-aes-256-gcm', '-binary', 'lee.pem'], signed)
      const tree = parseMessage(mail)
      if (!tree.ok) return false
      const sender = 'rivera@practice.example'
      const opened = await openSmime(tree.value, { identities: [world.lee], trust, sender })
      if (opened?.ok !== true) return false
      return opened.value.signature.state === 'good' && canonical(opened.value.inner) === canonical(entity)
    },
    dispose: () => openssl.dispose(),
  }
}
