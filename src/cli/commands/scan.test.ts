import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { docxWith, paragraph, pdfWith } from '../../../test/support/files/documents.ts'
import { runCommand } from '../../../test/support/run-command.ts'
import { scanCommand } from './scan.ts'

const phi = 'Daniel Ortiz, MRN 4471902, takes sertraline 50 mg.'
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealpost-scan-'))
  const encrypted = await pdfWith(phi)
  encrypted.encrypt({ userPassword: 'open sesame', ownerPassword: 'owner' })
  const files: Record<string, string | Uint8Array> = {
    'none.txt': 'CBT works well for panic disorder.',
    'names.txt': 'Tom Baker brings the chairs.',
    'phi.txt': phi,
    'mail.eml': 'From: a@b.example\r\nSubject: Daniel Ortiz\r\n\r\nHe was diagnosed with depression.\r\n',
    'phi.docx': docxWith(paragraph(phi)),
    'sealed.pdf': await encrypted.save(),
    'broken.docx': 'Tom Baker brings the chairs.',
    'Daniel_Ortiz_intake.txt': 'see you',
    '-dash.txt': phi,
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  mkdirSync(join(folder, 'case', 'old'), { recursive: true })
  writeFileSync(join(folder, 'case', 'old', 'b.txt'), phi)
  writeFileSync(join(folder, 'case', 'a.txt'), 'Bring the chairs.')
  symlinkSync(folder, join(folder, 'case', 'loop'))
  mkdirSync(join(folder, 'clean'))
  writeFileSync(join(folder, 'clean', 'a.txt'), 'Bring the chairs.')
  writeFileSync(join(folder, 'clean', 'b.txt'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (args: readonly string[], stdin = '') =>
  runCommand(
    scanCommand,
    args.map((arg) => (arg === '-' || arg.startsWith('--') ? arg : join(folder, arg))),
    stdin,
  )

function parsed(output: string): unknown {
  return JSON.parse(output) as unknown
}

describe('sealpost scan', () => {
  it.each([
    ['none.txt', 0, 'none'],
    ['names.txt', 10, 'identifiers-only'],
    ['phi.txt', 11, 'phi'],
    ['mail.eml', 11, 'phi'],
    ['phi.docx', 11, 'phi'],
    ['sealed.pdf', 12, 'none'],
    ['broken.docx', 12, 'identifiers-only'],
  ])('--json %s exits with %i and says %s', async (file, code, decision) => {
    const result = await run(['--json', file])
    expect(result.code).toBe(code)
    expect(parsed(result.out)).toMatchObject({ file: join(folder, file), decision })
  })

  it('prints findings with offsets and never the value', async () => {
    const { out } = await run(['--json', 'phi.txt'])
    expect(parsed(out)).toMatchObject({
      findings: [
        { category: 'A', label: 'NAME', part: 'file', start: 0, end: 12 },
        { category: 'H', label: 'MRN', start: 18, end: 25 },
      ],
      healthContext: { present: true },
      notScanned: [],
    })
    expect(out).not.toMatch(/Ortiz|4471902/)
  })

  it('says what could not be scanned, by code and in words', async () => {
    expect(parsed((await run(['--json', 'sealed.pdf'])).out)).toMatchObject({
      notScanned: [{ part: 'file', reason: 'encrypted', explanation: 'it is encrypted or needs a password' }],
      reasons: [{ code: 'not-scanned', count: 1 }],
    })
    const { out } = await run(['sealed.pdf'])
    expect(out).toContain('nothing found in what could be read')
    expect(out).toContain('Not scanned: the file: it is encrypted or needs a password (encrypted)')
  })

  it('scans the file’s name too', async () => {
    const { out, code } = await run(['--json', 'Daniel_Ortiz_intake.txt'])
    expect(parsed(out)).toMatchObject({ findings: [{ part: 'file-name', label: 'NAME', start: 0, end: 12 }] })
    expect(code).toBe(10)
  })

  it('reads standard input for - and for no file', async () => {
    expect((await run(['--json', '-'], phi)).code).toBe(11)
    expect((await run(['--json'], phi)).code).toBe(11)
  })

  it('speaks to people without --json, with categories and counts', async () => {
    const { out, code } = await run(['phi.txt', 'none.txt'])
    expect(code).toBe(11)
    expect(out).toContain('phi.txt: PHI')
    expect(out).toContain('(A) Name: 1')
    expect(out).toContain('none.txt: no identifiers')
    expect(out).toContain('2 files: 1 with PHI, 0 not fully scanned, 0 with identifiers alone, 1 with none')
    expect(out).not.toContain('Ortiz')
  })

  it('goes through a folder and the folders in it, and follows no link', async () => {
    const { out, code } = await run(['--json', 'case'])
    expect(code).toBe(11)
    expect(out.trimEnd().split('\n').map(parsed)).toMatchObject([
      { file: join(folder, 'case', 'a.txt'), decision: 'none', notScanned: [] },
      { file: join(folder, 'case', 'loop'), notScanned: [{ reason: 'no-file' }] },
      { file: join(folder, 'case', 'old', 'b.txt'), decision: 'phi' },
    ])
    expect((await run(['--json', 'clean'])).code).toBe(0)
  })

  it.skipIf(process.getuid?.() === 0)('names a file that it may not open', async () => {
    writeFileSync(join(folder, 'locked.txt'), phi)
    chmodSync(join(folder, 'locked.txt'), 0)
    const { out, code } = await run(['--json', 'locked.txt'])
    expect([code, parsed(out)]).toMatchObject([12, { notScanned: [{ part: 'file', reason: 'unreadable' }] }])
  })

  it('takes what follows -- for paths', async () => {
    const { code } = await runCommand(scanCommand, ['--json', '--', join(folder, '-dash.txt')])
    expect(code).toBe(11)
  })

  it('--jsonl gives one line for each, in order, with context', async () => {
    const context = {
      self: { name: 'Ann Rivera', phone: '(510) 555-0100' },
      patients: [{ name: 'Maria Alvarez', email: 'maria@mail.example' }],
      recipients: ['maria@mail.example'],
    }
    const lines = [
      { id: 'a', text: 'Tom Baker brings the chairs.' },
      { id: 2, text: 'See you at our session on Thursday. Ann Rivera, (510) 555-0100', context },
      { id: 'c', subject: 'SSN 412-55-8830', text: 'as asked' },
    ]
    const { out, code } = await run(['--jsonl'], lines.map((line) => JSON.stringify(line)).join('\n'))
    expect(code).toBe(0)
    expect(out.trimEnd().split('\n').map(parsed)).toEqual([
      {
        id: 'a',
        findings: [{ part: 'text', start: 0, end: 9, label: 'NAME', score: expect.any(Number) as unknown }],
        decision: 'identifiers-only',
      },
      { id: 2, findings: [], decision: 'phi' },
      {
        id: 'c',
        findings: [
          { part: 'subject', start: 4, end: 15, label: 'SSN', score: expect.any(Number) as unknown },
        ],
        decision: 'identifiers-only',
      },
    ])
  })

  it.each([
    ['a missing file', ['--json', 'absent.txt'], '', 66, "can't read"],
    ['an unknown option', ['--xml', 'phi.txt'], '', 64, 'unknown option --xml'],
    ['a line that is no JSON', ['--jsonl'], '{"id":1,"text":"x"}\nnot json', 64, 'line 2'],
    ['a line without a text', ['--jsonl'], '{"id":1}', 64, 'line 1'],
  ])('refuses %s', async (_name, args, stdin, expected, message) => {
    const { code, err } = await run(args, stdin)
    expect(code).toBe(expected)
    expect(err).toContain(message)
  })
})
