export { createInbound, type InboundDeps } from './create-inbound.ts'
export type { FetchPolicy } from './fetch-policy.ts'
export { connectAccount } from './sync/connect.ts'
export { stopHeldDeletions } from './held-mail.ts'
export { forgetHost } from './sync/forget-host.ts'
export type { Inbound, MessageFile, ReadForAnswer } from './inbound.ts'
export {
  findBundles,
  openBundleMailbox,
  replaceBundle,
  type BundlesFound,
  type BundleThere,
} from './recovery/bundle-mailbox.ts'
