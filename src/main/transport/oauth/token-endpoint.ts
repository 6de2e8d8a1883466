import https from 'node:https'
import { z } from 'zod'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { connectionErrorCode } from '../connection-errors.ts'
import { transportLimits } from '../limits.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import type { Now, OAuthProvider, OAuthTokens } from './types.ts'

const tokenSchema = z.object({
  access_token: z.string().min(1).max(16_384),
  refresh_token: z.string().min(1).max(16_384).optional(),
  expires_in: z.coerce.number().int().positive().optional(),
  token_type: z.string().regex(/^bearer$/i),
})

const errorSchema = z.object({ error: z.string() })

/** A token is given up a little early, so that it doesn't run out between the check and its use. */
const earlyMs = 60_000

/**
 * Asks the token endpoint (RFC 6749 section 3.2) for tokens.
 *
 * @returns `oauth/refused` when the provider says no to this grant, `tls/*` and `host/*` as for mail servers
 */
export async function requestTokens(
  provider: OAuthProvider,
  grant: Readonly<Record<string, string>>,
  { policy, now }: { readonly policy: TlsPolicy; readonly now: Now },
): Promise<Result<OAuthTokens>> {
  const form = new URLSearchParams(grant)
  if (provider.clientId !== null) form.set('client_id', provider.clientId)
  if (provider.clientSecret !== null) form.set('client_secret', provider.clientSecret)
  const answer = await postForm(provider.tokenUrl, form, policy)
  if (!answer.ok) return answer
  const { status, body } = answer.value
  const tokens = tokenSchema.safeParse(body)
  if (status === 200 && tokens.success) {
    const { access_token, refresh_token, expires_in } = tokens.data
    return ok({
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresAt: expires_in === undefined ? null : now() + expires_in * 1_000 - earlyMs,
    })
  }
  if (status >= 400 && status < 500 && errorSchema.safeParse(body).success) return fail('oauth/refused')
  return fail('host/protocol-violation', { host: new URL(provider.tokenUrl).hostname })
}

type Answer = { readonly status: number; readonly body: unknown }

function postForm(address: string, form: URLSearchParams, policy: TlsPolicy): Promise<Result<Answer>> {
  const url = new URL(address)
  const where = { host: url.hostname }
  if (url.protocol !== 'https:') return Promise.resolve(fail('tls/not-offered', where))
  return new Promise((resolve) => {
    const content = form.toString()
    const request = https.request(url, {
      ...policy.options,
      method: 'POST',
      agent: false,
      timeout: transportLimits.httpTimeoutMs,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(content),
        accept: 'application/json',
      },
    })
    const giveUp = (failure: Failure): void => {
      resolve({ ok: false, error: failure })
      request.destroy()
    }
    request.once('timeout', () => giveUp({ code: 'host/timeout', detail: where }))
    request.on('error', (error) => {
      giveUp({ code: connectionErrorCode(error) ?? 'host/connection-lost', detail: where })
    })
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > transportLimits.httpReplyBytes) giveUp({ code: 'host/protocol-violation', detail: where })
        else chunks.push(chunk)
      })
      response.once('error', () => giveUp({ code: 'host/connection-lost', detail: where }))
      response.once('end', () => {
        resolve(
          ok({ status: response.statusCode ?? 0, body: parseJson(Buffer.concat(chunks).toString('utf8')) }),
        )
      })
    })
    request.end(content)
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
