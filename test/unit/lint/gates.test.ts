import { ESLint, Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { gateConfig } from '../../../scripts/lint/gate-config.ts'
import { gates } from '../../../scripts/lint/gates.ts'

/** The gates that `code` trips when it stands in `file`. */
function trippedGates(file: string, code: string): string[] {
  const parser: Linter.Config = {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { ecmaFeatures: { jsx: file.endsWith('x') } },
    },
  }
  const messages = new Linter({ configType: 'flat' }).verify(code, [parser, ...gateConfig], {
    filename: file,
  })
  expect(messages.filter((message) => message.fatal)).toEqual([])
  return [...new Set(messages.flatMap((message) => message.ruleId ?? []))]
}

type Case = {
  readonly gate: keyof typeof gates
  readonly code: string
  readonly refusedIn: string
  readonly allowedIn?: string
}

const cases: Case[] = [
  {
    gate: 'electron',
    code: `import { app } from 'electron'`,
    refusedIn: 'src/main/vault/x.ts',
    allowedIn: 'src/main/desktop/x.ts',
  },
  {
    gate: 'electron',
    code: `export const app = await import('electron/main')`,
    refusedIn: 'src/cli/x.ts',
    allowedIn: 'src/main/index.ts',
  },
  {
    gate: 'electron',
    code: `import type { App } from 'electron'`,
    refusedIn: 'src/shared/x.ts',
    allowedIn: 'src/preload/x.ts',
  },
  {
    gate: 'ipc-main',
    code: `import { ipcMain } from 'electron'`,
    refusedIn: 'src/main/desktop/menu.ts',
    allowedIn: 'src/main/desktop/gate.ts',
  },
  {
    gate: 'ipc-main',
    code: `import * as electron from 'electron'; electron.ipcMain.on('x', () => {})`,
    refusedIn: 'src/main/index.ts',
  },
  {
    gate: 'open-external',
    code: `import { shell } from 'electron'; shell.openExternal(link)`,
    refusedIn: 'src/main/desktop/window.ts',
    allowedIn: 'src/main/desktop/services.ts',
  },
  {
    gate: 'sqlite',
    code: `import Database from 'better-sqlite3'`,
    refusedIn: 'src/main/audit/x.ts',
    allowedIn: 'src/main/store/open.ts',
  },
  {
    gate: 'sqlite',
    code: `const Database = require('better-sqlite3')`,
    refusedIn: 'src/main/audit/x.ts',
    allowedIn: 'src/main/store/x.ts',
  },
  {
    gate: 'raw-sql',
    code: 'run(`SELECT id FROM message WHERE id = ${id}`)',
    refusedIn: 'src/main/inbound/x.ts',
    allowedIn: 'src/main/store/x.ts',
  },
  {
    gate: 'raw-sql',
    code: `run('PRAGMA synchronous = OFF')`,
    refusedIn: 'src/main/engine/x.ts',
    allowedIn: 'src/main/store/x.ts',
  },
  {
    gate: 'sockets',
    code: `import { connect } from 'node:tls'`,
    refusedIn: 'src/main/accounts/x.ts',
    allowedIn: 'src/main/transport/x.ts',
  },
  {
    gate: 'sockets',
    code: `import { ImapFlow } from 'imapflow'`,
    refusedIn: 'src/main/inbound/x.ts',
    allowedIn: 'src/main/transport/imap/x.ts',
  },
  {
    gate: 'sockets',
    code: `await fetch('https://example.org')`,
    refusedIn: 'src/renderer/app/x.tsx',
    allowedIn: 'src/main/transport/x.ts',
  },
  {
    gate: 'sockets',
    code: `import { net } from 'electron'`,
    refusedIn: 'src/main/desktop/x.ts',
  },
  {
    gate: 'mail-composer',
    code: `import { createTransport } from 'nodemailer'`,
    refusedIn: 'src/main/mime/build/x.ts',
    allowedIn: 'src/main/transport/smtp/x.ts',
  },
  {
    gate: 'crypto-in-electron',
    code: `import { argon2Sync } from 'node:crypto'`,
    refusedIn: 'src/main/vault/x.ts',
    allowedIn: 'src/main/vault/x.test.ts',
  },
  {
    gate: 'crypto-in-electron',
    code: `import * as crypto from 'node:crypto'; crypto.argon2('argon2id', {}, done)`,
    refusedIn: 'src/main/vault/x.ts',
  },
  {
    gate: 'crypto-in-electron',
    code: `import { createHash } from 'node:crypto'; createHash('blake2b512')`,
    refusedIn: 'src/main/audit/x.ts',
  },
  { gate: 'weak-random', code: `const id = Math.random()`, refusedIn: 'src/main/outbound/x.ts' },
  {
    gate: 'raw-html',
    code: `export const Mail = () => <p dangerouslySetInnerHTML={{ __html: mail }} />`,
    refusedIn: 'src/renderer/features/x.tsx',
  },
  { gate: 'raw-html', code: `frame.srcdoc = mail`, refusedIn: 'src/renderer/features/x.tsx' },
  { gate: 'web-storage', code: `localStorage.setItem('a', 'b')`, refusedIn: 'src/renderer/app/x.ts' },
  {
    gate: 'web-storage',
    code: `window.sessionStorage.setItem('a', 'b')`,
    refusedIn: 'src/renderer/app/x.ts',
  },
]

describe('single gates', () => {
  it.each(cases)('$gate refuses $code in $refusedIn', ({ gate, code, refusedIn, allowedIn }) => {
    expect(trippedGates(refusedIn, code)).toContain(`gate/${gate}`)
    if (allowedIn !== undefined) expect(trippedGates(allowedIn, code)).not.toContain(`gate/${gate}`)
  })

  it('has a case for every gate', () => {
    expect([...new Set(cases.map((each) => each.gate))].sort()).toEqual(Object.keys(gates).sort())
  })

  it.each([
    ["import { createHash } from 'node:crypto'; createHash('sha256')", 'src/main/vault/x.ts'],
    ["import MailComposer from 'nodemailer/lib/mail-composer/index.js'", 'src/main/mime/build/x.ts'],
    ['const bytes = options.random(16)', 'src/main/outbound/x.ts'],
    ["const words = 'SELECT a mailbox, then open it'", 'src/main/inbound/x.ts'],
    ["client.fetch('1:*', {}); const { fetch } = client; fetch('1')", 'src/main/inbound/x.ts'],
    [
      '// eslint-disable-next-line complexity -- one branch for each RFC 5322 token\nrun()',
      'src/main/mime/x.ts',
    ],
  ])('lets pass: %s', (code, file) => {
    expect(trippedGates(file, code)).toEqual([])
  })

  it('refuses a disabled rule without a reason', () => {
    const code = '// eslint-disable-next-line complexity\nrun()'
    expect(trippedGates('src/main/mime/x.ts', code)).toEqual(['gate/explained-disable'])
  })

  it('is what the project is linted with', async () => {
    const eslint = new ESLint()
    const room = (await eslint.calculateConfigForFile('src/main/phi/index.ts')) as Linter.Config
    const store = (await eslint.calculateConfigForFile('src/main/store/index.ts')) as Linter.Config
    expect(room.rules?.['gate/sqlite']).toEqual([2])
    expect(store.rules?.['gate/sqlite']).toBeUndefined()
    expect(store.rules?.['gate/sockets']).toEqual([2])
    expect(room.rules?.['no-console']).toEqual([2, {}])
  })
})
