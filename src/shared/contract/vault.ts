import { z } from 'zod'
import { fileHandleSchema } from '../ids.ts'
import { failureSchema, instantSchema, lineSchema, nothing, procedure } from './base.ts'

export const secretSchema = z.string().min(1).max(1024)

export const passphraseStrengthSchema = z.object({
  bits: z.number(),
  isEnough: z.boolean(),
  label: z.enum(['too-weak', 'weak', 'good', 'strong']),
})
export type PassphraseStrength = z.infer<typeof passphraseStrengthSchema>

/** Words and their check code, to be written down: a recovery kit, or one of its shares. */
export const paperSchema = z.object({
  words: z.array(z.string()),
  checkCode: z.string(),
})
export type Paper = z.infer<typeof paperSchema>

/** What shows that it was written down: the check code and two of the words, by their numbers, which count from 1. */
const paperProofSchema = z.object({
  checkCode: z.string().max(32),
  words: z.array(z.object({ number: z.number().int().min(1), word: z.string().max(64) })).length(2),
})
export type PaperProof = z.infer<typeof paperProofSchema>

const typedPaper = z.string().max(1024)
/** As typed from paper: the kit's words and check code, or two of its three shares. */
export const typedKitSchema = z.union([typedPaper, z.tuple([typedPaper, typedPaper])])
export type TypedKit = z.infer<typeof typedKitSchema>

const shareNumberSchema = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type ShareNumber = z.infer<typeof shareNumberSchema>
const holderSchema = z.string().trim().min(1).max(60)
const holdersSchema = z.tuple([holderSchema, holderSchema, holderSchema])

/** Who has which share of the recovery kit, in the order of the shares. */
export const sharesSchema = z.object({
  /** Four hexadecimal digits that stand on each of the three. */
  set: z.string().regex(/^[0-9a-f]{4}$/),
  madeAt: instantSchema,
  holders: holdersSchema,
  /** False: a new kit was made since then. They open nothing any more but a backup before the next one, and copies. */
  isOfPresentKit: z.boolean(),
  /** False: not each of them was typed back. Any two open nevertheless. */
  isConfirmed: z.boolean(),
})
export type Shares = z.infer<typeof sharesSchema>

/** Random, names a second factor for as long as the vault asks for it. */
const factorIdSchema = z.string().regex(/^[0-9a-f]{32}$/)
/**
 * 32 bytes, base64: input of the PRF extension (WebAuthn level 3). By its form alone: zod's own check decodes it, into a
 * text of its bytes that nobody can wipe.
 */
const prfBytesSchema = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/)

/** What the PRF gave, by the handle that `Bridge.holdSecret` answers with: its bytes go beside the calls, since no text can be wiped. */
const heldSecretSchema = z.uuid()

const passkeyProofSchema = z.object({ id: factorIdSchema, output: heldSecretSchema })
export type PasskeyProof = z.infer<typeof passkeyProofSchema>

/** What is held out beside the passphrase. */
const factorProofSchema = z.discriminatedUnion('kind', [
  passkeyProofSchema.extend({ kind: z.literal('passkey') }),
  z.object({ kind: z.literal('key-file'), file: fileHandleSchema }),
])
export type FactorProof = z.infer<typeof factorProofSchema>

const credentialSchema = z.object({
  /** base64url. */
  credentialId: z.base64url().min(1).max(1364),
  transports: z.array(z.string().max(32)).max(8),
})

const passkeyAskSchema = credentialSchema.extend({
  id: factorIdSchema,
  salt: prfBytesSchema,
  /** For a while after the passphrase, where that is allowed. */
  opensAlone: z.boolean(),
})
export type PasskeyAsk = z.infer<typeof passkeyAskSchema>

/** What a locked vault asks for beside the passphrase: one of these; nothing where there are none. */
export const waysInSchema = z.object({
  passkeys: z.array(passkeyAskSchema),
  hasKeyFile: z.boolean(),
  /** The key file that opened it last, while the program runs and where it still lies there. */
  keyFile: z.object({ file: fileHandleSchema, name: z.string() }).nullable(),
})
export type WaysIn = z.infer<typeof waysInSchema>

const factorNameSchema = z.string().trim().min(1).max(60)

export const factorSchema = z.object({
  id: factorIdSchema,
  kind: z.enum(['passkey', 'key-file']),
  /** Empty: it has none. */
  name: z.string(),
  createdAt: instantSchema,
  /** A passkey that belongs to this computer. */
  isOfThisComputer: z.boolean(),
})
export type Factor = z.infer<typeof factorSchema>

export const storeKeyStateSchema = z.object({
  /** Whether the keychain of this computer holds a part of what opens it. */
  deviceSecret: z.enum(['keychain', 'none']),
  isRunning: z.boolean(),
  /** So much room a second store takes while its key is renewed. */
  storeBytes: z.number().int().nonnegative(),
  /** Null: the store has the key that it was made with, as far as is known. */
  renewedAt: instantSchema.nullable(),
  /** When it was told that the last attempt was cut short, by a lock or a crash; the old key is in use. */
  cutShortAt: instantSchema.nullable(),
  /** Of the last attempt since Sealpost was unlocked. */
  failure: failureSchema.nullable(),
})
export type StoreKeyState = z.infer<typeof storeKeyStateSchema>

export const vaultContract = {
  strength: procedure.input(z.object({ passphrase: z.string().max(1024) })).output(passphraseStrengthSchema),
  /** First run: makes the encrypted store and unlocks it. */
  create: procedure
    .input(
      z.object({
        passphrase: secretSchema,
        /** It is to read exported logs, and holds no mail: who reads them. */
        auditor: z.object({ name: z.string().trim().min(1).max(120) }).optional(),
      }),
    )
    .output(nothing),
  /**
   * Who is in front of the computer: an open vault is locked. `new`: somebody who has none here yet, for first run;
   * null: nobody said so. Errors: `vault/absent`, `vault/too-many-attempts` while someone is unlocking.
   */
  choosePerson: procedure
    .input(z.object({ person: z.union([z.number().int().min(1), z.literal('new')]).nullable() }))
    .output(nothing),
  unlock: procedure
    .input(z.object({ passphrase: secretSchema, factor: factorProofSchema.optional() }))
    .output(nothing),
  /** For a while after the passphrase, where the settings allow it; `vault/passphrase-needed` otherwise. */
  unlockWithPasskey: procedure.input(passkeyProofSchema).output(nothing),
  /** By the system's dialog, also while locked; null: the person cancelled. */
  chooseKeyFile: procedure.output(z.object({ file: fileHandleSchema, name: z.string() }).nullable()),
  unlockWithKit: procedure
    .input(
      z.object({
        kit: typedKitSchema,
        newPassphrase: secretSchema,
        /** False: passkeys and key file are lost too, and are asked for no more. */
        keepsFactors: z.boolean(),
      }),
    )
    /** `told`: `vault/keychain-part-lost`, where the keychain didn't answer and its part of the key is out of use from now on. */
    .output(z.object({ told: failureSchema.nullable() })),
  /**
   * Gives a vault that is damaged another name, whole, and goes back to first run; see `canSetAside` in the state of the app.
   * Errors: `vault/already-exists` where it isn't known to be damaged, `vault/in-use`, `store/io`.
   */
  setAside: procedure.output(nothing),
  lock: procedure.output(nothing),
  changePassphrase: procedure.input(z.object({ current: secretSchema, next: secretSchema })).output(nothing),
  factors: procedure.output(z.array(factorSchema)),
  /** What the window enrolls a passkey with: the PRF's input, and those that are enrolled already. */
  beginPasskey: procedure
    .input(z.object({ passphrase: secretSchema }))
    .output(z.object({ salt: prfBytesSchema, known: z.array(credentialSchema) })),
  /** From now on the passphrase opens together with this passkey or another factor, and alone no more. */
  addPasskey: procedure
    .input(
      credentialSchema.extend({
        passphrase: secretSchema,
        name: factorNameSchema,
        salt: prfBytesSchema,
        output: heldSecretSchema,
        attachment: z.enum(['platform', 'cross-platform']),
      }),
    )
    .output(nothing),
  /** As `addPasskey`, with a file of 32 random bytes, on another drive than the vault's: `file/not-removable`. */
  addKeyFile: procedure
    .input(z.object({ passphrase: secretSchema, name: factorNameSchema }))
    .output(z.object({ added: z.boolean() })),
  renameFactor: procedure.input(z.object({ id: factorIdSchema, name: factorNameSchema })).output(nothing),
  removeFactor: procedure.input(z.object({ id: factorIdSchema, passphrase: secretSchema })).output(nothing),
  /**
   * Ends the vault on this computer for good, after a certificate of that was saved where the person wants it.
   * @param confirmation what `eraseName` gives, as typed
   * Errors: `vault/wrong-passphrase`, `vault/erase-mistyped`, `file/unwritable`, `vault/not-erased`: nothing was erased;
   * `vault/certificate-unfinished`: it was. The last two are also in the state of the app.
   */
  erase: procedure
    .input(z.object({ passphrase: secretSchema, confirmation: lineSchema }))
    .output(z.object({ erased: z.boolean() })),
  /** What has to be typed before `erase`. */
  eraseName: procedure.output(z.object({ name: z.string() })),
  storeKey: procedure.output(storeKeyStateSchema),
  /**
   * Encrypts the store anew under another key; answers at the end, and says how far it is by events.
   * Errors: `vault/renewal-no-room`, `vault/renewal-stopped`, `backup/under-way` and others: the old key is in use then.
   */
  renewStoreKey: procedure.input(z.object({ passphrase: secretSchema })).output(nothing),
  cancelRenewal: procedure.output(nothing),
  /** Makes a new kit and shows it; it counts only once `confirmKit` proves that it was written down. */
  makeKit: procedure.output(paperSchema),
  confirmKit: procedure.input(paperProofSchema).output(nothing),
  printKit: procedure.output(nothing),
  /** As a file only onto a removable drive, never beside the vault: `file/not-removable` otherwise. */
  saveKit: procedure.output(z.object({ saved: z.boolean() })),
  /** Those confirmed last, then those made since; none were made: empty. */
  shares: procedure.output(z.array(sharesSchema)),
  /**
   * Three shares of the present kit, of which any two open what it opens; the kit is typed, since the vault doesn't know
   * its words. They open from here on, and can be printed until the last of them is confirmed, or the vault is locked.
   * Errors: `vault/recovery-kit-mistyped`, `vault/wrong-recovery-kit`, `vault/recovery-kit-missing`.
   */
  makeShares: procedure
    .input(z.object({ kit: typedPaper, holders: holdersSchema }))
    .output(z.object({ set: z.string(), shares: z.array(paperSchema).length(3) })),
  /** Errors: `vault/recovery-kit-missing` where none were made. */
  printShare: procedure.input(z.object({ share: shareNumberSchema })).output(nothing),
  /** With the last of the three it is written down who has them. Errors: `vault/share-mistyped`. */
  confirmShare: procedure
    .input(z.object({ share: shareNumberSchema, proof: paperProofSchema }))
    .output(nothing),
}
