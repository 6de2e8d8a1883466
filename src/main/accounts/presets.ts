import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { securitySchema, type ServerSuggestion, type SignInWay } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isValidAddress } from '../mime/index.ts'
import type { OAuthProvider } from '../transport/index.ts'
import type { AccountSettings } from './account.ts'
import { sendsToKnownHosts } from './change.ts'

const httpsUrl = z.url({ protocol: /^https$/ })

/** As `serverSchema`, but the host may hold `{domain}`. */
const serverTemplateSchema = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65535),
  security: securitySchema,
})

const oauthSchema = z.strictObject({
  clientId: z.string().min(1).nullable(),
  clientSecret: z.string().min(1).nullable(),
  authorizeUrl: httpsUrl,
  tokenUrl: httpsUrl,
  scopes: z.array(z.string().min(1)).min(1),
  redirectHost: z.enum(['127.0.0.1', 'localhost']),
  extraParameters: z.record(z.string(), z.string()),
})

const waySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('oauth'), label: z.string().min(1), oauth: oauthSchema }),
  z.strictObject({
    kind: z.literal('app-password'),
    label: z.string().min(1),
    url: httpsUrl,
    steps: z.array(z.string().min(1)).min(1),
  }),
  z.strictObject({ kind: z.literal('password'), label: z.string().min(1) }),
])

const presetSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string().min(1),
  domains: z.array(z.hostname().lowercase()),
  /** Ends of the names of who takes mail for domains that its customers own (MX). */
  exchangers: z.array(z.hostname().lowercase()).optional(),
  imap: serverTemplateSchema,
  smtp: serverTemplateSchema,
  ways: z.array(waySchema).min(1),
})

/** A provider as its file in `resources/providers` describes it. */
export type ProviderPreset = z.infer<typeof presetSchema>

export type ProviderPresets = {
  readonly all: readonly ProviderPreset[]
  /** Of those that have no preset: a password at `imap.` and `smtp.` before the domain. */
  readonly generic: ProviderPreset
  /**
   * The provider of an address, or `generic` with `imap.` and `smtp.` before the address's domain.
   *
   * @returns `account/bad-address` for what can't be an address
   */
  readonly suggestServers: (address: string) => Result<ServerSuggestion>
  /** Whether a page is one of those that the presets send people to. */
  readonly isProviderPage: (url: string) => boolean
  /** `oauth/not-configured` for a provider without browser sign-in, or one that this build has no client id for. */
  readonly oauthOf: (providerId: string) => Result<OAuthProvider>
  /**
   * Whether both servers are on hosts of the provider: its tokens open the whole mailbox, and are given to no other.
   *
   * @returns `oauth/other-host` where one isn't, or the provider isn't known
   */
  readonly takesTokens: (providerId: string, servers: Pick<AccountSettings, 'imap' | 'smtp'>) => Result<void>
}

/**
 * Reads every preset of `directories`; one with the same id in a later directory takes the place of an earlier one.
 * A file that doesn't fit the schema is a fault of the build and throws.
 */
export async function loadPresets(directories: readonly string[]): Promise<ProviderPresets> {
  const byId = new Map<string, ProviderPreset>()
  for (const directory of directories) {
    const files = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()
    for (const file of files) {
      const preset = presetSchema.parse(JSON.parse(await readFile(join(directory, file), 'utf8')))
      byId.set(preset.id, preset)
    }
  }
  return presetsOf([...byId.values()])
}

/** The functions over presets that are already in memory. One of them must have the id `generic`. */
export function presetsOf(all: readonly ProviderPreset[]): ProviderPresets {
  const generic = all.find((preset) => preset.id === 'generic')
  if (generic === undefined) throw new Error('no preset named generic')
  return {
    all,
    generic,
    suggestServers: (address) => {
      const trimmed = address.trim()
      if (!isValidAddress(trimmed)) return fail('account/bad-address', { address: trimmed.slice(0, 100) })
      const domain = trimmed.slice(trimmed.lastIndexOf('@') + 1).toLowerCase()
      const preset = all.find((candidate) => candidate.domains.includes(domain)) ?? generic
      return ok(suggestionOf(preset, domain))
    },
    isProviderPage: (url) =>
      all.some(({ ways }) => ways.some((way) => way.kind === 'app-password' && way.url === url)),
    oauthOf: (providerId) => {
      const preset = all.find((candidate) => candidate.id === providerId)
      const way = preset?.ways.find((candidate) => candidate.kind === 'oauth')
      if (way === undefined || way.oauth.clientId === null) {
        return fail('oauth/not-configured', { provider: preset?.name ?? providerId })
      }
      return ok(way.oauth)
    },
    takesTokens: (providerId, servers) => {
      const preset = all.find((candidate) => candidate.id === providerId)
      return preset !== undefined && sendsToKnownHosts(preset, servers)
        ? ok(undefined)
        : fail('oauth/other-host', { provider: preset?.name ?? providerId })
    },
  }
}

/** @param domain what `{domain}` in its hosts stands for */
export function suggestionOf(preset: ProviderPreset, domain: string): ServerSuggestion {
  const fill = (server: ProviderPreset['imap']): ProviderPreset['imap'] => ({
    ...server,
    host: server.host.replace('{domain}', domain),
  })
  return {
    providerId: preset.id,
    providerName: preset.name,
    ways: preset.ways.map(shownWay),
    imap: fill(preset.imap),
    smtp: fill(preset.smtp),
  }
}

/** The window learns whether a browser sign-in works in this build, not with which client id. */
function shownWay(way: ProviderPreset['ways'][number]): SignInWay {
  if (way.kind !== 'oauth') return way
  return { kind: 'oauth', label: way.label, isConfigured: way.oauth.clientId !== null }
}
