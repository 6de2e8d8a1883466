/** Why the owner put the store back to an earlier state knowingly. */
export const rollbackReasons = ['files-put-back', 'computer-restored', 'computer-repaired', 'trial'] as const

export type RollbackReason = (typeof rollbackReasons)[number]
