export type { Desktop, DesktopServices, ShieldServices } from './desktop-services.ts'
export type {
  DemoOffer,
  EngineHostApi,
  EnginePage,
  EngineThreadData,
  LockReason,
  WindowPortMessage,
} from './host-api.ts'
