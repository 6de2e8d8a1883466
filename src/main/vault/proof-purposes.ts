/** What an open vault asks its passphrase anew for; the last two: the words of its kit. */
export const proofPurposes = [
  ...(['passphrase-change', 'factor-addition', 'factor-removal', 'store-key-renewal'] as const),
  ...(['erasure', 'hold-lifting', 'rollback-explanation', 'policy-leaving'] as const),
  ...(['share-making', 'restore-drill'] as const),
] as const
export type ProofPurpose = (typeof proofPurposes)[number]

/** What was asked for. */
export const proofs = ['passphrase', 'recovery-kit'] as const
export type Proof = (typeof proofs)[number]
