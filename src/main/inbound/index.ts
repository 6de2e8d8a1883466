export { createInbound, type InboundDeps } from './create-inbound.ts'
export type { Inbound, MessageFile, MoveTarget, ReadForAnswer } from './inbound.ts'
