export type { DesktopServices } from './desktop-services.ts'
export type {
  DemoOffer,
  EngineHostApi,
  EnginePage,
  EngineThreadData,
  LockReason,
  WindowPortMessage,
} from './host-api.ts'
