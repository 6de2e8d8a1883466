export { createInbound, type InboundDeps } from './create-inbound.ts'
export { forgetHost } from './sync/forget-host.ts'
export type { Inbound, MessageFile, MoveTarget, ReadForAnswer } from './inbound.ts'
