/** Mail accounts of one practice: each keeps a connection of its own open as long as the vault is unlocked. */
export const mostAccounts = 12
