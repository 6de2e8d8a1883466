import type { Server } from '../../../shared/contract/index.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MailCredentials } from '../credentials.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import { connectSmtp, hangUp } from './connect.ts'

/** Signs in and leaves: TLS, certificate, login and the size limit are known then, and nothing is sent. */
export async function checkSmtp(
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
): Promise<Result<{ readonly maxSizeBytes: number | null }>> {
  const connected = await connectSmtp(server, credentials, policy)
  if (!connected.ok) return connected
  hangUp(connected.value.connection)
  return ok({ maxSizeBytes: connected.value.capabilities.maxSizeBytes })
}
