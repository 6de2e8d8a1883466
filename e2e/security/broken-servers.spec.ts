import type { ErrorCode } from '../../src/shared/errors/index.ts'
import type { BrokenKind, LabServer } from '../lab/index.ts'
import { expect, test } from '../support/fixtures.ts'
import { choosePassphrase, fillAccount, fillServer } from '../support/steps.ts'

type Case = {
  readonly kind: BrokenKind
  readonly code: ErrorCode
  /** What the person reads beside the code. */
  readonly text: string
  readonly ways?: readonly LabServer['security'][]
}

const bothWays = ['implicit', 'starttls'] as const

const cases: readonly Case[] = [
  {
    kind: 'expired',
    code: 'tls/certificate-expired',
    text: "localhost's certificate expired on 1 February 2020.",
  },
  {
    kind: 'notYetValid',
    code: 'tls/certificate-not-yet-valid',
    text: "localhost's certificate isn't valid yet.",
  },
  {
    kind: 'wrongHost',
    code: 'tls/host-name-mismatch',
    text: 'localhost showed a certificate for another host.',
  },
  {
    kind: 'noNames',
    code: 'tls/host-name-mismatch',
    text: 'localhost showed a certificate for another host.',
  },
  { kind: 'selfSigned', code: 'tls/self-signed', text: 'localhost vouches for itself' },
  { kind: 'otherIssuer', code: 'tls/untrusted-issuer', text: "an issuer that this computer doesn't trust" },
  { kind: 'weakKey', code: 'tls/weak-certificate', text: 'a key or signature that is too weak' },
  { kind: 'tls11', code: 'tls/protocol-too-old', text: 'only encryption older than TLS 1.2' },
  {
    kind: 'plaintextOnly',
    code: 'tls/not-offered',
    text: "localhost doesn't offer encryption on this port.",
    ways: ['implicit'],
  },
  {
    kind: 'starttlsMissing',
    code: 'tls/not-offered',
    text: "localhost doesn't offer encryption on this port.",
    ways: ['starttls'],
  },
  {
    kind: 'starttlsRefused',
    code: 'tls/not-offered',
    text: "localhost doesn't offer encryption on this port.",
    ways: ['starttls'],
  },
  {
    kind: 'starttlsInjection',
    code: 'tls/injected-plaintext',
    text: 'Something was slipped in while localhost switched to encryption.',
    ways: ['starttls'],
  },
]

test('each broken server is refused with its named error, sees no credentials, and has no way around', async ({
  lab,
  openApp,
}) => {
  const { page } = await openApp()
  await choosePassphrase(page)
  await fillAccount(page, lab.people.rivera, { imap: lab.imap.implicit, smtp: lab.smtp.implicit })
  const results = page.getByRole('status').filter({ hasText: 'Incoming (IMAP)' })
  const rows = results.locator('> div')
  const check = page.getByRole('button', { name: 'Check connection' })
  const servers = { imap: 'Incoming (IMAP)', smtp: 'Outgoing (SMTP)' } as const
  const use = async (imap: LabServer, smtp: LabServer) => {
    await fillServer(page.getByRole('group', { name: servers.imap }), imap)
    await fillServer(page.getByRole('group', { name: servers.smtp }), smtp)
    await check.click()
    await expect(page.getByRole('button', { name: /^(Check connection|Use this account)$/ })).toBeEnabled()
  }

  for (const { kind, code, text, ways = bothWays } of cases) {
    for (const security of ways) {
      await test.step(`${kind}, ${security}`, async () => {
        const broken = (['imap', 'smtp'] as const).map((protocol) =>
          lab.broken.find(kind, protocol, security),
        )
        const [imap, smtp] = broken.map(({ port }) => ({ host: 'localhost', port, security }))
        if (imap === undefined || smtp === undefined) throw new Error('two servers')
        for (const { recorder } of broken) recorder.reset()
        await use(imap, smtp)
        for (const row of [rows.nth(0), rows.nth(1)]) {
          await expect(row).toContainText(code)
          await expect(row).toContainText(text)
          await expect(row).toContainText(/Your password was not sent\.|before your password was sent/)
        }
        expect(broken.map(({ recorder }) => recorder.sawCredentials())).toEqual([false, false])
        // The eye of the password, other servers, the same again: nothing that goes on with these.
        expect(await page.getByRole('button').allInnerTexts()).toEqual([
          '',
          expect.stringMatching(/^Ask \S+ for its servers$/),
          'Check connection',
        ])
        expect(await page.getByRole('link').count()).toBe(0)
      })
    }
  }

  await test.step('a greeting that says "already signed in" is refused too', async () => {
    for (const security of ['implicit', 'starttls'] as const) {
      const server = lab.broken.find('preauth', 'imap', security)
      await use({ host: 'localhost', port: server.port, security }, lab.smtp.implicit)
      await expect(rows.nth(0)).toContainText('host/protocol-violation')
      await expect(rows.nth(1)).toContainText('Connected, certificate verified, signed in.')
      expect(server.recorder.sawCredentials()).toBe(false)
    }
  })

  await test.step("a refused login is named, without the server's words (positive control of the recorder)", async () => {
    const [imap, smtp] = (['imap', 'smtp'] as const).map((protocol) =>
      lab.broken.find('loginRefused', protocol, 'implicit'),
    )
    if (imap === undefined || smtp === undefined) throw new Error('two servers')
    await use(
      { host: 'localhost', port: imap.port, security: 'implicit' },
      { host: 'localhost', port: smtp.port, security: 'implicit' },
    )
    await expect(rows.nth(0)).toContainText('login/refused')
    await expect(rows.nth(1)).toContainText('login/refused')
    await expect(page.getByText('555-0199')).toHaveCount(0)
    // IMAP is refused at AUTHENTICATE, before the password would follow.
    expect(smtp.recorder.sawCredentials()).toBe(true)
    await expect(check).toBeVisible()
  })

  await test.step('the good servers are taken (negative control)', async () => {
    await use(lab.imap.starttls, lab.smtp.starttls)
    await expect(page.getByRole('button', { name: 'Use this account' })).toBeEnabled()
  })
})
