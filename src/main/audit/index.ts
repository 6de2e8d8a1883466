export { auditEventSchema, auditEventTypes, type AuditEvent, type AuditEventType } from './events.ts'
export {
  buildExport,
  noteExport,
  type AuditExport,
  type ExportManifest,
  type ExportOptions,
} from './export.ts'
export { createAuditLog, type AnchorPlace, type AuditLog, type AuditStatus } from './log.ts'
export type { AuditTrail } from './trail.ts'
export { verifyCsv, verifyJsonLines, type ExportFault, type VerifiedExport } from './verify.ts'
