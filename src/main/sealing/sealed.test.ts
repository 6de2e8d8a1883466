import { resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import {
  isSealedMessage,
  isSelfSealed,
  makeSealed,
  makeSelfSealed,
  restoreSealed,
  restoreSelfSealed,
  SealedMessage,
  sealedRow,
  selfSealedRow,
  type SealedRow,
} from './sealed.ts'

const key = new Uint8Array(32).fill(7)
const otherKey = new Uint8Array(32).fill(8)
const fields = {
  messageId: '<1@practice.example>',
  protection: {
    method: 'openpgp',
    forms: [{ form: 'openpgp', container: 'seipd-v1', cipher: 'aes-256-cfb', integrity: 'mdc', kdf: null }],
    certificates: ['A'.repeat(40)],
    signedBy: 'B'.repeat(40),
  },
  envelope: { from: 'rivera@practice.example', to: ['maria@mail.example', 'lee@clinic.example'] },
  raw: new TextEncoder().encode('Subject: ...\r\n\r\nsealed\r\n'),
} as const

describe('a stored sealed message', () => {
  it('comes back when untouched (positive control)', () => {
    const restored = restoreSealed(sealedRow(makeSealed(fields, key)), key)
    expect(restored.ok && isSealedMessage(restored.value)).toBe(true)
    expect(restored.ok && restored.value.raw).toEqual(fields.raw)
    expect(restored.ok && restored.value.envelope).toEqual(fields.envelope)
  })

  const row = sealedRow(makeSealed(fields, key))
  const { envelope, protection } = row
  const flip = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte))
  const tampered: readonly [string, SealedRow][] = [
    ['a byte changed', { ...row, raw: flip(row.raw) }],
    ['cut short', { ...row, raw: row.raw.subarray(0, -1) }],
    ['plaintext put in its place', { ...row, raw: new TextEncoder().encode('Dear Maria') }],
    ['another recipient', { ...row, envelope: { ...envelope, to: ['eve@evil.example'] } }],
    ['a recipient added', { ...row, envelope: { ...envelope, to: [...envelope.to, 'eve@evil.example'] } }],
    ['recipients glued together', { ...row, envelope: { ...envelope, to: [envelope.to.join('')] } }],
    ['recipients in another order', { ...row, envelope: { ...envelope, to: envelope.to.toReversed() } }],
    ['another sender', { ...row, envelope: { ...envelope, from: 'eve@evil.example' } }],
    ['sender moved into recipients', { ...row, envelope: { from: '', to: [envelope.from, ...envelope.to] } }],
    ['another Message-ID', { ...row, messageId: '<2@practice.example>' }],
    ['another method', { ...row, protection: { ...protection, method: 'sealed-message' } }],
    ['another certificate', { ...row, protection: { ...protection, certificates: ['C'.repeat(40)] } }],
    ['a stronger cipher than was used', { ...row, protection: { ...protection, forms: [] } }],
    ['another MAC', { ...row, mac: flip(row.mac) }],
    ['an empty MAC', { ...row, mac: new Uint8Array() }],
    ['the MAC of an own copy', { ...row, mac: makeSelfSealed(fields, key).mac }],
  ]
  it.each(tampered)('is refused with %s', (_name, changed) => {
    expect(restoreSealed(changed, key)).toEqual({ ok: false, error: { code: 'seal/tampered-row' } })
  })

  it("is refused under another vault's key", () => {
    expect(restoreSealed(row, otherKey).ok).toBe(false)
  })

  it("can't be changed through what it hands out", () => {
    const message = makeSealed(fields, key)
    message.raw.fill(0)
    message.mac.fill(0)
    expect(message.raw).toEqual(fields.raw)
    expect(Object.isFrozen(message) && Object.isFrozen(message.envelope.to)).toBe(true)
  })
})

describe('a stored own copy', () => {
  it('comes back untouched, and not when changed', () => {
    const row = selfSealedRow(makeSelfSealed(fields, key))
    const restored = restoreSelfSealed(row, key)
    expect(restored.ok && isSelfSealed(restored.value)).toBe(true)
    expect(restoreSelfSealed({ ...row, raw: new Uint8Array([1]) }, key).ok).toBe(false)
    expect(restoreSelfSealed({ ...row, mac: makeSealed(fields, key).mac }, key).ok).toBe(false)
  })
})

describe('forging at run time', () => {
  it.each([
    [
      'Reflect.construct',
      () => Reflect.construct(SealedMessage, [Symbol('made by seal'), fields, key]) as unknown,
    ],
    [
      'the constructor of a real one',
      () =>
        Reflect.construct<unknown[], unknown>(makeSealed(fields, key).constructor as typeof Object, [
          {},
          fields,
          key,
        ]),
    ],
  ])('%s throws', (_name, forge) => {
    expect(forge).toThrow(TypeError)
  })
  it('an object with the prototype is not one', () => {
    expect(isSealedMessage(Object.create(SealedMessage.prototype))).toBe(false)
    expect(isSealedMessage({ ...makeSealed(fields, key) })).toBe(false)
  })
})

describe('forging at compile time', () => {
  const cases: readonly [string, string][] = [
    ['a string', `submit('Dear Maria')`],
    ['bytes', `submit(new Uint8Array(3))`],
    ['an object with every public field', `submit({ ...message })`],
    ['a stored row', `submit(sealedRow(message))`],
    ['an own copy', `submit(copy)`],
    ['a Result not looked at', `submit(restoreSealed(sealedRow(message), new Uint8Array(32)))`],
    ['its own construction', `submit(new SealedMessage(Symbol(), fields, new Uint8Array()))`],
    ['a subclass', `class Mine extends SealedMessage {}; submit(new Mine())`],
    ['a sealed message where an own copy is due', `append(message)`],
    ['bytes where an own copy is due', `append(new Uint8Array(3))`],
    ['a PDF under a typed passphrase', `seal({ ...letter, passphraseOrigin: 'typed', forms: 'pdf' }, means)`],
    ['both forms under a typed one', `seal({ ...letter, passphraseOrigin: 'typed', forms: 'both' }, means)`],
    ['a PDF under one of unknown origin', `seal({ ...letter, forms: 'pdf' }, means)`],
  ]
  const positive = `
    submit(message); append(copy)
    seal({ ...letter, passphraseOrigin: 'typed', forms: 'html' }, means)
    seal({ ...letter, passphraseOrigin: 'generated', forms: 'pdf' }, means)`
  const errorsOf = compileAgainstRoom([positive, ...cases.map(([, code]) => code)])

  it('what seal() made compiles (positive control)', () => {
    expect(errorsOf(0)).toEqual([])
  })
  it.each(cases.map(([name], at) => [name, at + 1] as const))('%s does not compile', (_name, at) => {
    expect(errorsOf(at)).not.toEqual([])
  })
})

/** Type-checks snippets that hand something to the transport room's two ways out; gives the messages for each. */
function compileAgainstRoom(snippets: readonly string[]): (at: number) => readonly string[] {
  const here = import.meta.dirname
  const prelude = `
    import { SealedMessage, SelfSealed, restoreSealed, seal, sealedRow } from './index.ts'
    import type { FormsOf, SealDependencies, SealedMessageRequest } from './index.ts'
    import type { submit as smtp, ImapSession } from '../transport/index.ts'
    declare function submit(message: Parameters<typeof smtp>[0]): void
    declare function append(copy: Parameters<ImapSession['append']>[1]): void
    declare const message: SealedMessage, copy: SelfSealed, fields: never
    declare const letter: Omit<SealedMessageRequest, keyof FormsOf>, means: SealDependencies
    void [submit, append, restoreSealed, seal, sealedRow, message, copy, fields, letter, means]
    `
  const sources = new Map(snippets.map((code, at) => [resolve(here, `snippet-${at}.ts`), prelude + code]))
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(
      ts.readConfigFile(resolve(here, '../../../tsconfig.engine.json'), (path) => ts.sys.readFile(path))
        .config,
      ts.sys,
      resolve(here, '../../..'),
    ).options,
    incremental: false,
  }
  delete options.tsBuildInfoFile
  const host = ts.createCompilerHost(options)
  const readSource = host.getSourceFile.bind(host)
  const exists = host.fileExists.bind(host)
  host.fileExists = (path) => sources.has(path) || exists(path)
  host.getSourceFile = (path, language, ...rest) => {
    const code = sources.get(path)
    return code === undefined
      ? readSource(path, language, ...rest)
      : ts.createSourceFile(path, code, language)
  }
  const program = ts.createProgram([...sources.keys()], options, host)
  const paths = [...sources.keys()]
  return (at) => {
    const file = program.getSourceFile(paths[at] ?? '')
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((found) =>
      ts.flattenDiagnosticMessageText(found.messageText, '\n'),
    )
  }
}
