import type { TFunction } from 'i18next'
import type { Configuration, RiskThreat } from '../../../../shared/contract/index.ts'
import { formatAgo } from '../../../i18n/format.ts'
import { joinNames } from '../../../i18n/names.ts'

const wayNames = ['passphrase', 'recovery-kit', 'passphrase-passkey', 'passphrase-key-file'] as const
type WayName = (typeof wayNames)[number]

function isWayName(kind: string): kind is WayName {
  return (wayNames as readonly string[]).includes(kind)
}

/** What opens the vault, in words; a kind that has none is named as the vault's header does. */
function waysInWords({ waysIn }: Pick<Configuration, 'waysIn'>, t: TFunction): string {
  return waysIn.map((kind) => (isWayName(kind) ? t(`evidence.facts.ways.${kind}`) : kind)).join(', or ')
}

type Say = (configuration: Configuration, t: TFunction) => string

const say = {
  encrypted: (_configuration, t) => t('evidence.facts.encrypted'),
  idleLock: ({ idleLockMinutes }, t) => t('evidence.facts.idleLock', { count: idleLockMinutes }),
  opensWith: (configuration, t) => t('evidence.facts.opensWith', { ways: waysInWords(configuration, t) }),
  deviceSecret: ({ deviceSecret }, t) => t(`evidence.facts.deviceSecret.${deviceSecret}`),
  kit: ({ hasRecoveryKit }, t) => t(hasRecoveryKit ? 'evidence.facts.kit' : 'evidence.facts.noKit'),
  backup: ({ lastBackupAt }, t) =>
    lastBackupAt === null
      ? t('evidence.facts.noBackup')
      : t('evidence.facts.backup', { ago: formatAgo(lastBackupAt) }),
  drill: ({ lastDrillAt }, t) =>
    lastDrillAt === null
      ? t('evidence.facts.noDrill')
      : t('evidence.facts.drill', { ago: formatAgo(lastDrillAt) }),
  scan: (_configuration, t) => t('evidence.facts.scan'),
  people: ({ people }, t) => t('evidence.facts.people', people),
  alwaysSealed: (_configuration, t) => t('evidence.facts.alwaysSealed'),
  keyLookup: ({ looksUpKeys }, t) =>
    t(looksUpKeys ? 'evidence.facts.looksUpKeys' : 'evidence.facts.looksUpNoKeys'),
  hosts: ({ accounts }, t) => {
    const hosts = [...new Set(accounts.map(({ host }) => host))]
    return hosts.length === 0
      ? t('evidence.facts.noHost')
      : t('evidence.facts.hosts', { hosts: joinNames(hosts) })
  },
  accounts: ({ accounts }, t) =>
    accounts.length === 0
      ? t('evidence.facts.noHost')
      : t('evidence.facts.accounts', { addresses: joinNames(accounts.map(({ address }) => address)) }),
  passphraseAsked: (_configuration, t) => t('evidence.facts.passphraseAsked'),
  apart: (_configuration, t) => t('evidence.facts.apart'),
  whileOpen: (_configuration, t) => t('evidence.facts.whileOpen'),
  version: ({ version }, t) => t('evidence.facts.version', { version }),
} as const satisfies Record<string, Say>

const factsOfThreat: Readonly<Record<RiskThreat, readonly (keyof typeof say)[]>> = {
  'lost-computer': ['encrypted', 'idleLock', 'opensWith', 'deviceSecret'],
  'guessed-passphrase': ['opensWith', 'deviceSecret'],
  'forgotten-passphrase': ['kit', 'backup'],
  'unattended-screen': ['idleLock'],
  'wrong-recipient': ['scan', 'people'],
  'read-on-the-way': ['alwaysSealed', 'keyLookup'],
  'mail-host': ['hosts', 'alwaysSealed'],
  'seen-on-a-phone': ['passphraseAsked'],
  phishing: ['apart', 'accounts'],
  malware: ['whileOpen', 'idleLock', 'version'],
  'lost-data': ['backup', 'drill', 'kit'],
  'people-who-leave': ['opensWith', 'accounts'],
}

/** What opens the vault, in two sentences. */
export function waysInFacts(configuration: Configuration, t: TFunction): string {
  return `${say.opensWith(configuration, t)} ${say.deviceSecret(configuration, t)}`
}

/** What of the real configuration bears on a threat, a sentence each. */
export function riskFacts(threat: RiskThreat, configuration: Configuration, t: TFunction): string[] {
  return factsOfThreat[threat].map((fact) => say[fact](configuration, t))
}
