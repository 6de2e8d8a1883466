import { domainToASCII } from 'node:url'
import type { Server, ServerLookUp } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { findMailHosts, type MailHosts, type NameService } from '../transport/index.ts'
import { suggestionOf, type ProviderPresets } from './presets.ts'

/**
 * What the domain of an address says of its servers, by the name service, which learns the domain: the servers that it
 * names itself (RFC 6186), else the provider that takes its mail, if it is one of the presets. No other service is asked.
 * Nothing of it is used before a person has seen it: an answer can be forged, and a password goes where it leads.
 * Errors: `account/bad-address`, `host/offline`.
 */
export async function lookUpServers(
  address: string,
  presets: ProviderPresets,
  names: NameService,
): Promise<Result<ServerLookUp>> {
  const checked = presets.suggestServers(address)
  if (!checked.ok) {
    return checked
  }
  const domain = address
    .trim()
    .slice(address.trim().lastIndexOf('@') + 1)
    .toLowerCase()
  const found = await findMailHosts(domain, names)
  if (!found.ok) {
    return found
  }
  const { imap, smtp } = found.value
  if (imap === null && smtp === null) {
    const provider = presets.all.find(({ exchangers = [] }) => takesMail(exchangers, found.value))
    return ok(
      provider === undefined
        ? { kind: 'nothing', domain }
        : { kind: 'provider', domain, suggestion: suggestionOf(provider, domain) },
    )
  }
  // Only as a whole: beside one server that isn't the provider's its sign-in would be handed to that one.
  const provider = presets.all.find((preset) => isOnly(preset.imap, imap) && isOnly(preset.smtp, smtp))
  const filled = suggestionOf(provider ?? presets.generic, domain)
  const suggestion = { ...filled, imap: imap ?? filled.imap, smtp: smtp ?? filled.smtp }
  const used = [suggestion.imap, suggestion.smtp]
  return ok({
    ...{ kind: 'named', domain, suggestion },
    named: [...(imap === null ? [] : (['imap'] as const)), ...(smtp === null ? [] : (['smtp'] as const))],
    elsewhere: [...new Set(used.filter((server) => !isWithin(domain, server)).map(({ host }) => host))],
  })
}

/** Its first exchanger decides: the others may be a spare elsewhere. */
function takesMail(suffixes: readonly string[], { exchangers }: MailHosts): boolean {
  const [first] = exchangers
  return first !== undefined && suffixes.some((suffix) => first === suffix || first.endsWith(`.${suffix}`))
}

function isOnly(preset: Pick<Server, 'host'>, named: Server | null): boolean {
  return named === null || named.host === preset.host
}

function isWithin(domain: string, { host }: Server): boolean {
  const ascii = domainToASCII(domain)
  return host === ascii || host.endsWith(`.${ascii}`)
}
