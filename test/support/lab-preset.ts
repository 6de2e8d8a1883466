import type { Lab } from '../../e2e/lab/index.ts'

/** A provider preset such as `resources/providers` holds: browser sign-in at the lab's issuer, with the lab's servers. */
export function browserPreset({ oauth, imap, smtp, people }: Lab, address: string = people.rivera.address) {
  const { clientId, authorizeUrl, tokenUrl } = oauth
  return {
    id: 'lab',
    name: 'Lab',
    domains: [address.replace(/^.*@/, '')],
    imap: imap.implicit,
    smtp: smtp.implicit,
    ways: [
      {
        kind: 'oauth',
        label: 'Sign in with the lab',
        oauth: {
          clientId,
          clientSecret: null,
          authorizeUrl,
          tokenUrl,
          scopes: ['mail'],
          redirectHost: '127.0.0.1',
          extraParameters: {},
        },
      },
    ],
  }
}
