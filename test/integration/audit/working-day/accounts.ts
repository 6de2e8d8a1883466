import { mustBe, type Act } from './day.ts'

export const accountActs: readonly Act[] = [
  [
    ['mail-authority.added'],
    ({ client, authority }) =>
      () =>
        client.practice.addAuthority({ pem: authority }),
  ],
  [
    ['mail-authority.removed'],
    async ({ client }) => {
      const [authority] = await client.practice.authorities()
      return () => client.practice.removeAuthority({ fingerprint: mustBe(authority).fingerprint })
    },
  ],
  [
    ['account.made-default'],
    ({ client, secondAccountId }) =>
      () =>
        client.accounts.makeDefault({ id: secondAccountId }),
  ],
  [
    ['account.removed'],
    ({ client, secondAccountId }) =>
      () =>
        client.accounts.remove({ id: secondAccountId }),
  ],
]
