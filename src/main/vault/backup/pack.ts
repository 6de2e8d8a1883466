import { createCipheriv, createDecipheriv, createHash, randomBytes, type Hash } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { deriveKey } from '../keys.ts'
import { flushFolder, openIfThere } from './disk.ts'
import {
  backupLabels,
  blockBytes,
  packMagic,
  packPath,
  packSlots,
  tagBytes,
  type BackupLayout,
} from './layout.ts'

const slotBytes = blockBytes + tagBytes

/** A pack that lies in the folder, whole. */
export type WrittenPack = { readonly id: string; readonly slots: number; readonly sha256: string }

/**
 * A pack in the making: blocks one after another, each sealed by AES-256-GCM under the pack's own key, with the slot as
 * nonce. It has its name only once it is whole and on disk, so no key ever seals two things under one slot.
 */
export class PackWriter {
  readonly id: string
  readonly #layout: BackupLayout
  readonly #key: Buffer
  readonly #file: FileHandle
  readonly #hash: Hash = createHash('sha256')
  #slots = 0
  #bytes = 0

  private constructor(layout: BackupLayout, id: string, key: Buffer, file: FileHandle) {
    this.id = id
    this.#layout = layout
    this.#key = key
    this.#file = file
  }

  static async begin(layout: BackupLayout, backupKey: Uint8Array): Promise<PackWriter> {
    const id = randomBytes(16).toString('hex')
    const key = packKey(backupKey, id)
    const file = await open(partOf(layout, id), 'wx', 0o600)
    const writer = new PackWriter(layout, id, key, file)
    try {
      await writer.#write(packMagic)
      return writer
    } catch (error) {
      await writer.discard()
      throw error
    }
  }

  get isFull(): boolean {
    return this.#slots >= packSlots
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @returns the slot */
  async add(block: Uint8Array): Promise<number> {
    const slot = this.#slots
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(slot))
    await this.#write(Buffer.concat([cipher.update(block), cipher.final(), cipher.getAuthTag()]))
    this.#slots += 1
    return slot
  }

  /** On disk under its name when it answers. */
  async finish(): Promise<WrittenPack> {
    this.#key.fill(0)
    await this.#file.sync()
    await this.#file.close()
    await rename(partOf(this.#layout, this.id), packPath(this.#layout, this.id))
    await flushFolder(this.#layout.packs)
    return { id: this.id, slots: this.#slots, sha256: this.#hash.digest('hex') }
  }

  async discard(): Promise<void> {
    this.#key.fill(0)
    await this.#file.close().catch(() => undefined)
    await rm(partOf(this.#layout, this.id), { force: true }).catch(() => undefined)
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#file.writeFile(bytes)
    this.#hash.update(bytes)
    this.#bytes += bytes.byteLength
  }
}

/** A pack of the folder, read slot by slot. */
export class PackReader {
  readonly id: string
  readonly #key: Buffer
  readonly #file: FileHandle
  readonly #sizeBytes: number

  private constructor(id: string, key: Buffer, file: FileHandle, sizeBytes: number) {
    this.id = id
    this.#key = key
    this.#file = file
    this.#sizeBytes = sizeBytes
  }

  /** Null where there is no such pack. */
  static async open(layout: BackupLayout, id: string, backupKey: Uint8Array): Promise<PackReader | null> {
    const key = packKey(backupKey, id)
    const file = await openIfThere(packPath(layout, id))
    if (file === null) return null
    const { size } = await file.stat()
    return new PackReader(id, key, file, size)
  }

  /** By its size; what it really holds shows when it is read. */
  get slots(): number {
    return Math.ceil(Math.max(0, this.#sizeBytes - packMagic.byteLength) / slotBytes)
  }

  /** The block of that slot, or null when its bytes aren't what was sealed there. */
  async read(slot: number): Promise<Buffer | null> {
    const sealed = await this.#readAt(this.#startOf(slot), this.#lengthOf(slot))
    return sealed === null ? null : this.#unseal(sealed, slot)
  }

  /**
   * Reads every byte once.
   *
   * @param onBlock told of each slot in turn, with null for one that isn't what was sealed there
   * @returns SHA-256 of the file
   */
  async readAll(onBlock: (slot: number, block: Buffer | null) => void): Promise<string> {
    const hash = createHash('sha256')
    const magic = await this.#readAt(0, Math.min(packMagic.byteLength, this.#sizeBytes))
    if (magic !== null) hash.update(magic)
    for (let slot = 0; slot < this.slots; slot += 1) {
      const sealed = await this.#readAt(this.#startOf(slot), this.#lengthOf(slot))
      if (sealed !== null) hash.update(sealed)
      onBlock(slot, sealed === null ? null : this.#unseal(sealed, slot))
    }
    return hash.digest('hex')
  }

  async close(): Promise<void> {
    this.#key.fill(0)
    await this.#file.close()
  }

  #startOf(slot: number): number {
    return packMagic.byteLength + slot * slotBytes
  }

  #lengthOf(slot: number): number {
    return Math.min(slotBytes, this.#sizeBytes - this.#startOf(slot))
  }

  async #readAt(position: number, length: number): Promise<Buffer | null> {
    if (length <= 0) return null
    const bytes = Buffer.alloc(length)
    for (let done = 0; done < length;) {
      const { bytesRead } = await this.#file.read(bytes, done, length - done, position + done)
      if (bytesRead === 0) return null
      done += bytesRead
    }
    return bytes
  }

  #unseal(sealed: Buffer, slot: number): Buffer | null {
    if (sealed.byteLength <= tagBytes) return null
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(slot))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    const block = decipher.update(sealed.subarray(0, -tagBytes))
    try {
      decipher.final()
      return block
    } catch {
      return null
    }
  }
}

function partOf(layout: BackupLayout, id: string): string {
  return `${packPath(layout, id)}.part`
}

/** Every pack has a key of its own, so that its slots can be its nonces. */
function packKey(backupKey: Uint8Array, id: string): Buffer {
  return deriveKey(backupKey, Buffer.from(id, 'hex'), backupLabels.pack)
}

/** Twelve bytes, big-endian. */
function nonceOf(slot: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(slot, 8)
  return nonce
}
