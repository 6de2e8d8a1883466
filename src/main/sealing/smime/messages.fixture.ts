import { readTrustAnchors } from './anchors.ts'
import type { Trust } from './chain.ts'
import { makeWorld, now } from './certificates.fixture.ts'
import { smimeSignAndEncrypt, type SmimeEncryptOptions } from './encrypt.ts'
import { openSmime, type OpenSmimeOptions } from './open.ts'
import { parseMessage } from '../../mime/index.ts'

export const inner = Buffer.from(
  'Subject: CANARY subject\r\nContent-Type: text/plain; charset=utf-8; hp="cipher"\r\n\r\nCANARY of the body\r\n',
)

export type World = ReturnType<typeof makeWorld> & { readonly trust: Trust }

export function makeMailWorld(): World {
  const world = makeWorld()
  return { ...world, trust: { anchors: readTrustAnchors([world.root.pem]), now } }
}

/** From the practice to Dr. Lee (who reads GCM) unless changed. */
export async function encrypted({ trust, practice, lee }: World, changes: Partial<SmimeEncryptOptions> = {}) {
  const made = await smimeSignAndEncrypt(inner, {
    recipients: [{ pem: lee.pem, capabilities: ['aes-256-gcm'], address: 'lee@clinic.example' }],
    signWith: practice,
    trust,
    boundary: 'test_boundary',
    ...changes,
  })
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return made.value
}

/** Opened by Dr. Lee as mail from the practice unless changed; null where it isn't S/MIME. */
export async function opened(entity: Uint8Array, world: World, changes: Partial<OpenSmimeOptions> = {}) {
  const tree = parseMessage(entity)
  if (!tree.ok) throw new Error(tree.error.code)
  return openSmime(tree.value, {
    identities: [world.lee],
    trust: world.trust,
    sender: 'rivera@practice.example',
    ...changes,
  })
}

/** The CMS bytes of an application/pkcs7-mime entity. */
export function cmsOf(entity: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(entity).toString('latin1').split('\r\n\r\n')[1] ?? '', 'base64')
}

/** An application/pkcs7-mime entity around CMS bytes. */
export function entityOf(cms: Uint8Array, type = 'authEnveloped-data'): Buffer {
  const base64 = Buffer.from(cms).toString('base64')
  return Buffer.from(
    `Content-Type: application/pkcs7-mime; smime-type=${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`,
  )
}
