import type { ImapFlow } from 'imapflow'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { MailCredentials } from '../credentials.ts'
import { imapErrorCode } from './errors.ts'

/** Runs imapflow's calls so that every error comes back as a code of ours. */
export type Runner = {
  readonly client: ImapFlow
  readonly isConnected: () => boolean
  readonly run: <T>(work: () => Promise<T>) => Promise<Result<T>>
  /** As `run`, for calls that answer `false` or nothing where the server refused or the connection went away. */
  readonly runChecked: <T>(work: () => Promise<T>) => Promise<Result<Exclude<T, false | undefined>>>
  /** The failure for an error that was caught elsewhere. */
  readonly translate: (error: unknown) => Result<never>
  readonly refusedOrLost: () => Result<never>
}

export function createRunner(client: ImapFlow, credentials: MailCredentials): Runner {
  const isConnected = (): boolean => client.usable
  // What ended the connection: the command that was under way only hears that it is gone.
  let cause: unknown = null
  client.on('error', (error) => {
    cause ??= error
  })
  const lost = (): Result<never> => {
    const code = cause === null ? null : imapErrorCode(cause, credentials)
    return fail(code?.startsWith('host/') === true ? code : 'host/connection-lost')
  }
  const translate = (error: unknown): Result<never> => {
    const code = imapErrorCode(error, credentials)
    return code === 'host/connection-lost' ? lost() : fail(code)
  }
  const refusedOrLost = (): Result<never> => (isConnected() ? fail('imap/refused') : lost())
  const run: Runner['run'] = async (work) => {
    if (!isConnected()) return lost()
    try {
      return ok(await work())
    } catch (error) {
      return translate(error)
    }
  }
  return {
    client,
    isConnected,
    run,
    translate,
    refusedOrLost,
    runChecked: async <T>(work: () => Promise<T>) => {
      const result = await run(work)
      if (!result.ok) return result
      if (result.value === false || result.value === undefined) return refusedOrLost()
      return ok(result.value as Exclude<T, false | undefined>)
    },
  }
}

/** A server answers about the open mailbox from what it has told so far; NOOP lets it tell what came since. */
export async function catchUp(client: ImapFlow): Promise<void> {
  if (client.mailbox) await client.noop()
}
