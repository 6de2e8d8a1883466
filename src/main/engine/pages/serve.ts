import { appOrigin } from '../../../shared/bridge.ts'
import type { EnginePage } from '../host-api.ts'
import type { AnySession } from '../session-type.ts'
import { framePolicies } from './frame-policies.ts'
import type { PageDesk } from './page-desk.ts'

const framePages = framePolicies(appOrigin)

/** A mail's body or a file that is looked into, while a session is there; else what was offered to be printed. */
export function servePage(pagePath: string, session: AnySession | null, pages: PageDesk): EnginePage | null {
  if (session?.kind !== 'mail' || !/^\/(mail|preview)\//.test(pagePath)) {
    return pages.take(pagePath)
  }
  const page = session.inbound.bodyPage(pagePath)
  return page === null
    ? null
    : {
        contentType: 'text/html; charset=utf-8',
        contentSecurityPolicy: framePages[page.kind],
        body: page.body,
      }
}
