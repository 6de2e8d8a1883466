import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { suggestionSchema } from '../../shared/contract/index.ts'
import { loadPresets, type ProviderPresets } from './index.ts'

const shipped = join(import.meta.dirname, '../../../resources/providers')
let presets: ProviderPresets
beforeAll(async () => {
  presets = await loadPresets([shipped])
})

describe('the shipped providers', () => {
  test('name every domain once', () => {
    const domains = presets.all.flatMap((preset) => preset.domains)
    expect(new Set(domains).size).toBe(domains.length)
    expect(domains.length).toBeGreaterThan(15)
  })

  test('carry no client id', () => {
    for (const preset of presets.all) {
      expect(presets.oauthOf(preset.id)).toMatchObject({ error: { code: 'oauth/not-configured' } })
    }
  })

  test.each([
    ['elena@gmail.com', 'google', ['oauth', 'app-password'], 'imap.gmail.com', 'smtp.gmail.com'],
    ['elena@Outlook.com', 'microsoft', ['oauth'], 'outlook.office365.com', 'smtp.office365.com'],
    ['elena@yahoo.com', 'yahoo', ['app-password'], 'imap.mail.yahoo.com', 'smtp.mail.yahoo.com'],
    ['elena@me.com', 'icloud', ['app-password'], 'imap.mail.me.com', 'smtp.mail.me.com'],
    ['elena@fastmail.com', 'fastmail', ['app-password'], 'imap.fastmail.com', 'smtp.fastmail.com'],
    [
      ' rivera@hope-practice.test ',
      'generic',
      ['password'],
      'imap.hope-practice.test',
      'smtp.hope-practice.test',
    ],
  ])('%s', (address, providerId, ways, imap, smtp) => {
    const suggestion = presets.suggestServers(address)
    if (!suggestion.ok) throw new Error(suggestion.error.code)
    expect(suggestionSchema.parse(suggestion.value)).toMatchObject({
      providerId,
      imap: { host: imap },
      smtp: { host: smtp },
    })
    expect(suggestion.value.ways.map((way) => way.kind)).toEqual(ways)
    expect(JSON.stringify(suggestion.value)).not.toContain('clientId')
  })

  test.each(['rivera', 'rivera@', '@hope.test', 'rivera@localhost', 'a b@hope.test', ''])(
    'refuses %j',
    (address) => {
      expect(presets.suggestServers(address)).toMatchObject({ error: { code: 'account/bad-address' } })
    },
  )
})

describe('a further directory', () => {
  const lab = {
    id: 'generic',
    name: 'Lab',
    domains: [],
    imap: { host: 'localhost', port: 1993, security: 'implicit' },
    smtp: { host: 'localhost', port: 1465, security: 'implicit' },
    ways: [{ kind: 'password', label: 'Password' }],
  }
  const withFile = async (content: unknown, use: (directory: string) => Promise<void>): Promise<void> => {
    const directory = await mkdtemp(join(tmpdir(), 'sealpost-presets-'))
    try {
      await writeFile(join(directory, 'generic.json'), JSON.stringify(content))
      await use(directory)
    } finally {
      await rm(directory, { recursive: true })
    }
  }

  test('takes the place of what was shipped', () =>
    withFile(lab, async (directory) => {
      const { suggestServers } = await loadPresets([shipped, directory])
      expect(suggestServers('rivera@hope-practice.test')).toMatchObject({ value: { imap: { port: 1993 } } })
      expect(suggestServers('elena@gmail.com')).toMatchObject({ value: { providerId: 'google' } })
    }))

  test.each([
    ['a way without TLS', { ...lab, imap: { ...lab.imap, security: 'none' } }],
    ['a token endpoint without TLS', { ...lab, ways: [oauthWay('http://issuer.test/token')] }],
    ['no way at all', { ...lab, ways: [] }],
    ['a misspelt field', { ...lab, domain: 'x.test' }],
  ])('with %s stops the start', (_name, content) =>
    withFile(content, async (directory) => {
      await expect(loadPresets([shipped, directory])).rejects.toThrow()
    }),
  )

  test('positive control for the token endpoint: the same over https is taken', () =>
    withFile({ ...lab, ways: [oauthWay('https://issuer.test/token')] }, async (directory) => {
      const { oauthOf } = await loadPresets([shipped, directory])
      expect(oauthOf('generic')).toMatchObject({ ok: true, value: { clientId: 'test' } })
    }))
})

function oauthWay(tokenUrl: string): object {
  const oauth = {
    clientId: 'test',
    clientSecret: null,
    authorizeUrl: 'https://issuer.test/authorize',
    tokenUrl,
    scopes: ['mail'],
    redirectHost: '127.0.0.1',
    extraParameters: {},
  }
  return { kind: 'oauth', label: 'Sign in', oauth }
}
