import type {
  MailRole,
  PolicyLimits,
  PolicyRules,
  Role,
  Rung,
  Settings,
} from '../../../shared/contract/index.ts'

/** From the strongest down, as the ladder has them. */
const rungs: readonly Rung[] = ['openpgp', 'smime', 'sealed-message']

/** What a policy leaves to a role; `null` is a seat that was revoked, which may nothing. */
export function limitsOf(number: number, rules: PolicyRules, role: Role | null): PolicyLimits {
  const may = (roles: readonly MailRole[]) => roles.some((one) => one === role)
  const mayExportMail = may(rules.mayExportMail)
  return {
    number,
    role,
    longestIdleMinutes: rules.longestIdleMinutes,
    allowsPasskeyAlone: rules.allowsPasskeyAlone,
    mayExportMail,
    mayExportDecrypted: mayExportMail && may(rules.mayExportDecrypted),
    mayExportNames: may(rules.mayExportNames),
    maySetFindingsAside: may(rules.maySetFindingsAside),
    mayAnswerQuestions: may(rules.mayAnswerQuestions),
    keepsLogYears: rules.keepsLogYears,
    needsSecondFactor: rules.needsSecondFactor,
    weakestMethod: rules.weakestMethod,
  }
}

/** The settings as they count: of a person's own and the policy's, whichever is stricter. */
export function effectiveSettings(settings: Settings, limits: PolicyLimits | null): Settings {
  if (limits === null) return settings
  return {
    ...settings,
    idleLockMinutes: Math.min(settings.idleLockMinutes, limits.longestIdleMinutes),
    passkeyUnlocksAlone: settings.passkeyUnlocksAlone && limits.allowsPasskeyAlone,
    recognizersOff: limits.role === 'owner' ? settings.recognizersOff : [],
  }
}

/**
 * A person's own settings after a save of what the window showed, which was the settings as they count: a value that the
 * policy alone had made stricter isn't the person's wish, and doesn't outlast the policy. (What it shows may also be from
 * before the policy came.)
 */
export function ownSettings(own: Settings, wanted: Settings, limits: PolicyLimits | null): Settings {
  const shown = effectiveSettings(own, limits)
  const isKept = (setting: 'idleLockMinutes' | 'passkeyUnlocksAlone') =>
    [own, shown].some((one) => one[setting] === wanted[setting])
  return {
    ...effectiveSettings(wanted, limits),
    ...(isKept('idleLockMinutes') && { idleLockMinutes: own.idleLockMinutes }),
    ...(limits !== null && limits.role !== 'owner' && { recognizersOff: own.recognizersOff }),
    ...(isKept('passkeyUnlocksAlone') && { passkeyUnlocksAlone: own.passkeyUnlocksAlone }),
  }
}

/** Whether mail may leave by this method. */
export function isStrongEnough(method: Rung, weakest: Rung | null): boolean {
  return weakest === null || rungs.indexOf(method) <= rungs.indexOf(weakest)
}
