import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  buildHtmlForm,
  decryptAndVerify,
  dearmorContainer,
  derivePassphraseKey,
  encryptAndSign,
  generateOwnKey,
  loadReaderAssets,
  openContainer,
  sealContainer,
  type OwnKey,
} from '../src/main/sealing/index.ts'
import type { Result } from '../src/shared/result.ts'
import { alternatingMs, medianMs, ratio, type Bench } from './bench.ts'
import { gpgPeer, sqPeer } from './seal/peers.ts'
import { longestStallMs } from './seal/stall.ts'

const mebibyte = 1024 * 1024
const sizeBytes = 10 * mebibyte
const rounds = 9

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** What is sealed is measured in this process, warm: as the engine does it, whose key is open and code is loaded. */
function openpgpWork(key: OwnKey, entity: Uint8Array, now: Date) {
  let armored: Uint8Array = new Uint8Array()
  return {
    seal: async () => {
      const options = { recipientCertificates: [key.certificateArmored], signWith: key.secretKeyArmored, now }
      armored = valueOf(await encryptAndSign(entity, options)).armored
    },
    open: async () => {
      const options = {
        secretKeys: [key.secretKeyArmored],
        senderCertificates: [key.certificateArmored],
        now,
      }
      const { signature } = valueOf(await decryptAndVerify(armored, options))
      if (signature.state !== 'good') throw new Error('the signature is not good')
    },
  }
}

/** The HTML form around 10 MiB of attachment, with the key of the passphrase as the vault keeps it; opened without. */
async function sealedMessageWork(bytes: Uint8Array) {
  const passphrase = 'velvet anchor puzzle marble copper lantern'
  const key = await derivePassphraseKey(passphrase, randomBytes(16))
  const assets = await loadReaderAssets(resolve(import.meta.dirname, '../resources/reader'))
  const outside = { language: 'en', senderLabel: 'Dr. Rivera', phone: null, pdfName: null } as const
  const content = {
    messageId: '<bench@practice.example>',
    subject: 'Bench',
    sentAt: '2026-01-01T00:00:00Z',
    fromName: 'Dr. Rivera',
    language: 'en',
    text: 'Attached.',
    attachments: [{ name: 'scan.bin', type: 'application/octet-stream', bytes }],
  } as const
  let page = ''
  return {
    seal: async () => {
      page = buildHtmlForm(valueOf(await sealContainer(content, key)), outside, assets)
    },
    derive: () => derivePassphraseKey(passphrase, key.salt),
    open: async () => valueOf(await openContainer(valueOf(dearmorContainer(page)), passphrase)),
  }
}

const perMib = (ms: number): number => Number(((ms * mebibyte) / sizeBytes).toFixed(2))

/** Signs and encrypts 10 MiB beside GnuPG and Sequoia on the same key and the same bytes; then the sealed message. */
export const bench: Bench = {
  name: 'seal',
  packages: ['gnupg', 'sq'],
  run: async (scratch) => {
    const now = new Date()
    const key = await generateOwnKey({ address: 'bench@practice.example', now: new Date(+now - 3_600_000) })
    const entity = Buffer.concat([
      Buffer.from('Content-Type: application/octet-stream\r\n\r\n'),
      randomBytes(sizeBytes),
    ])
    const plain = join(scratch, 'plain')
    await writeFile(plain, entity)
    const gpg = await gpgPeer(scratch, key, plain)
    const sq = await sqPeer(scratch, key, plain)
    try {
      const ours = openpgpWork(key, entity, now)
      const seal = await alternatingMs(rounds, { ours: ours.seal, gpg: gpg.seal, sq: sq.seal })
      const open = await alternatingMs(rounds, { ours: ours.open, gpg: gpg.open, sq: sq.open })
      const sealed = await sealedMessageWork(entity)
      const htmlSeal = await medianMs(rounds, sealed.seal)
      const derive = await medianMs(3, sealed.derive)
      const htmlOpen = await medianMs(3, sealed.open)
      return {
        figures: {
          sizeBytes,
          ourSealMs: seal.ours,
          gpgSealMs: seal.gpg,
          sqSealMs: seal.sq,
          ourOpenMs: open.ours,
          gpgOpenMs: open.gpg,
          sqOpenMs: open.sq,
          engineStallWhileSealingMs: await longestStallMs(ours.seal),
          engineStallWhileOpeningMs: await longestStallMs(ours.open),
          htmlSealMsPerMib: perMib(htmlSeal),
          htmlOpenMsPerMibAfterPassphrase: perMib(htmlOpen - derive),
          passphraseMs: derive,
          engineStallWhileSealingHtmlMs: await longestStallMs(sealed.seal),
        },
        ratios: {
          'sign and encrypt 10 MiB vs gpg': ratio(seal.ours, seal.gpg, '<= 1'),
          'sign and encrypt 10 MiB vs sq': ratio(seal.ours, seal.sq, '<= 1'),
          'decrypt and verify 10 MiB vs gpg': ratio(open.ours, open.gpg, '<= 2'),
          'decrypt and verify 10 MiB vs sq': ratio(open.ours, open.sq, '<= 2'),
        },
      }
    } finally {
      await Promise.all([gpg.close(), sq.close()])
    }
  },
}
