export {
  SealedMessage,
  SelfSealed,
  isSealedMessage,
  isSelfSealed,
  restoreSealed,
  restoreSelfSealed,
  sealedRow,
  selfSealedRow,
} from './sealed.ts'
export type { SealedEnvelope, SealedRow, SealMethod, SelfSealedRow } from './sealed.ts'
