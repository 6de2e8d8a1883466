import { z } from 'zod'
import { contract } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { ErrorCode } from '../../shared/errors/index.ts'

/** The envelope of oRPC's message-port protocol: id, type (absent: a request), and the request's path. */
const messageSchema = z.object({
  i: z.string(),
  t: z.union([z.literal(1), z.literal(3), z.literal(4)]).optional(),
  p: z.unknown().optional(),
})
const requestSchema = z.object({ u: z.string().startsWith('/') })

const procedurePaths = new Set(
  Object.entries(contract).flatMap(([room, procedures]) =>
    Object.keys(procedures).map((name) => `/${room}/${name}`),
  ),
)

/** Is this a message of a call that the contract knows? Its input is parsed by the engine, not here. */
export function checkRpcMessage(text: string): Result<void> {
  const message = messageSchema.safeParse(parseJson(text))
  if (!message.success) {
    return fail('rpc/bad-input')
  }
  if (message.data.t === 3 || message.data.t === 4) {
    return ok(undefined)
  }
  const request = requestSchema.safeParse(message.data.p)
  const path = request.success ? request.data.u.replace(/\?.*$/s, '') : ''
  return procedurePaths.has(path) ? ok(undefined) : fail('rpc/unknown-procedure')
}

/** The answer to a message that the gate doesn't let through, in the shape that the client turns into `FAILURE`. */
export function refusal(text: string, code: ErrorCode): string {
  const id = /"i"\s*:\s*"([^"]{1,64})"/.exec(text)?.[1] ?? ''
  return JSON.stringify({
    i: id,
    p: {
      s: 403,
      b: {
        json: { defined: true, code: 'FAILURE', status: 403, message: code, data: { code } },
        meta: [],
      },
    },
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
