/** What an open vault asks its passphrase anew for. */
export const proofPurposes = [
  ...(['passphrase-change', 'factor-addition', 'factor-removal', 'store-key-renewal'] as const),
  ...(['erasure', 'hold-lifting', 'rollback-explanation', 'policy-leaving'] as const),
] as const
export type ProofPurpose = (typeof proofPurposes)[number]
