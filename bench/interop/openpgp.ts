import { decryptAndVerify, encryptAndSign, generateOwnKey } from '../../src/main/sealing/index.ts'
import { Gpg } from '../../test/integration/sealing/gpg.ts'
import { Sq } from '../../test/integration/sealing/sq.ts'
import type { InteropMessage } from './messages.ts'
import type { InteropPeer } from './peer.ts'

const own = 'rivera@practice.example'
const colleague = 'lee@clinic.example'

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(other)
// A minute back: others refuse signatures from their future.
const makeOwnKey = () => generateOwnKey({ address: own, now: new Date(Date.now() - 60_000) })
type Own = Awaited<ReturnType<typeof makeOwnKey>>

async function sealed({ entity }: InteropMessage, signWith: Own, certificate: string): Promise<Uint8Array> {
  const options = {
    recipientCertificates: [certificate],
    signWith: signWith.secretKeyArmored,
    now: new Date(),
  }
  const made = await encryptAndSign(entity, options)
  if (!made.ok) throw new Error(made.error.code)
  return made.value.armored
}

async function isOpened(
  armored: Uint8Array,
  { entity }: InteropMessage,
  key: Own,
  certificate: string,
): Promise<boolean> {
  const opened = await decryptAndVerify(armored, {
    secretKeys: [key.secretKeyArmored],
    senderCertificates: [certificate],
    now: new Date(),
  })
  return opened.ok && opened.value.signature.state === 'good' && isSame(opened.value.inner, entity)
}

export async function gpgPeer(): Promise<InteropPeer> {
  const gpg = await Gpg.create()
  const key = await makeOwnKey()
  const certificate = await gpg.makeKey(`Dr. Lee <${colleague}>`)
  await gpg.import(key.certificateArmored)
  return {
    name: 'gpg',
    toPeer: async (message) => {
      const opened = await gpg.run(['--decrypt'], await sealed(message, key, certificate))
      const isGood = opened.status.includes(`[GNUPG:] VALIDSIG ${key.fingerprint}`)
      return isGood && isSame(opened.stdout, message.entity)
    },
    fromPeer: async (message) => {
      const people = ['--local-user', colleague, '--recipient', own]
      const made = await gpg.run(['--armor', '--encrypt', '--sign', ...people], message.entity)
      return isOpened(made.stdout, message, key, certificate)
    },
    dispose: () => gpg.dispose(),
  }
}

export async function sqPeer(): Promise<InteropPeer> {
  const sq = await Sq.create()
  const key = await makeOwnKey()
  const { keyPath, certificate } = await sq.makeKey(`Dr. Lee <${colleague}>`, 'cv25519')
  const ownCertificate = await sq.file(key.certificateArmored)
  return {
    name: 'sq',
    toPeer: async (message) => {
      const keys = ['--recipient-key', keyPath, '--signer-cert', ownCertificate]
      const opened = await sq.run(['decrypt', ...keys], await sealed(message, key, certificate))
      return opened.stderr.includes('1 good signature') && isSame(opened.stdout, message.entity)
    },
    fromPeer: async (message) => {
      const keys = ['--recipient-cert', ownCertificate, '--signer-key', keyPath]
      const made = await sq.run(['encrypt', ...keys], message.entity)
      return isOpened(made.stdout, message, key, certificate)
    },
    dispose: () => sq.dispose(),
  }
}
