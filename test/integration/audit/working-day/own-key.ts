import type { Act } from './day.ts'

export const keyFileActs: readonly Act[] = [
  [
    ['own-key.certificate-exported'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.exportCertificate({ fingerprint }),
  ],
  [
    ['own-key.revocation-exported'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.exportRevocation({ fingerprint }),
  ],
  [
    ['reply-page.made'],
    ({ client, accountId }) =>
      () =>
        client.practice.saveReplyPage({ account: accountId }),
  ],
]

export const newerKeyActs: readonly Act[] = [
  [
    ['own-key.made'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.makeNewerKey({ fingerprint }),
  ],
  [
    ['own-key.revoked'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.revokeKey({ fingerprint, reason: 'superseded' }),
  ],
]
