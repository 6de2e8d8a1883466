import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { CommandEnvironment } from '../command.ts'
import { scanCommand } from './scan.ts'

const files: Readonly<Record<string, string>> = {
  'none.txt': 'CBT works well for panic disorder.',
  'names.txt': 'Tom Baker brings the chairs.',
  'phi.txt': 'Daniel Ortiz, MRN 4471902, takes sertraline 50 mg.',
  'mail.eml': 'From: a@b.example\r\nSubject: Daniel Ortiz\r\n\r\nHe was diagnosed with depression.\r\n',
}

type Run = { readonly code: number; readonly output: string; readonly error: string }

async function run(args: readonly string[], stdin = ''): Promise<Run> {
  let output = ''
  let error = ''
  const environment: CommandEnvironment = {
    readFile: (path) => {
      const file = files[path]
      return file === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(Buffer.from(file))
    },
    readStdin: () => Promise.resolve(Buffer.from(stdin)),
    write: (text) => {
      output += text
    },
    writeError: (text) => {
      error += text
    },
    resourcesDir: fileURLToPath(new URL('../../../resources/', import.meta.url)),
  }
  return { code: await scanCommand.run(args, environment), output, error }
}

function parsed(output: string): unknown {
  return JSON.parse(output) as unknown
}

describe('sealpost scan', () => {
  it.each([
    ['none.txt', 0, 'none'],
    ['names.txt', 10, 'identifiers-only'],
    ['phi.txt', 11, 'phi'],
    ['mail.eml', 11, 'phi'],
  ])('--json %s exits with %i and says %s', async (file, code, decision) => {
    const result = await run(['--json', file])
    expect(result.code).toBe(code)
    expect(parsed(result.output)).toMatchObject({ decision })
  })

  it('prints findings with offsets and never the value', async () => {
    const { output } = await run(['--json', 'phi.txt'])
    expect(parsed(output)).toMatchObject({
      findings: [
        { category: 'A', label: 'NAME', part: 'file', start: 0, end: 12 },
        { category: 'H', label: 'MRN', start: 18, end: 25 },
      ],
      healthContext: { present: true },
      notScanned: [],
    })
    expect(output).not.toMatch(/Ortiz|4471902/)
  })

  it('reads standard input for - and for no file', async () => {
    expect((await run(['--json', '-'], files['phi.txt'])).code).toBe(11)
    expect((await run(['--json'], files['phi.txt'])).code).toBe(11)
  })

  it('speaks to people without --json, with categories and counts', async () => {
    const { output, code } = await run(['phi.txt', 'none.txt'])
    expect(code).toBe(11)
    expect(output).toContain('phi.txt: PHI')
    expect(output).toContain('(A) Name: 1')
    expect(output).toContain('none.txt: no identifiers')
    expect(output).not.toContain('Ortiz')
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
    const { output, code } = await run(['--jsonl'], lines.map((line) => JSON.stringify(line)).join('\n'))
    expect(code).toBe(0)
    expect(output.trimEnd().split('\n').map(parsed)).toEqual([
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
    ['a missing file', ['--json', 'absent.txt'], '', "can't read absent.txt"],
    ['an unknown option', ['--xml', 'phi.txt'], '', 'unknown option --xml'],
    ['a line that is no JSON', ['--jsonl'], '{"id":1,"text":"x"}\nnot json', 'line 2'],
    ['a line without a text', ['--jsonl'], '{"id":1}', 'line 1'],
  ])('exits with 2 for %s', async (_name, args, stdin, message) => {
    const { code, error } = await run(args, stdin)
    expect(code).toBe(2)
    expect(error).toContain(message)
  })
})
