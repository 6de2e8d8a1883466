import type { Page } from '@playwright/test'

export type Authenticator = {
  /** Whether it recognizes the person who asks (fingerprint, PIN). */
  setUserVerified: (isVerified: boolean) => Promise<void>
  remove: () => Promise<void>
}

type Options = {
  /** `internal`: it belongs to the computer. */
  readonly transport?: 'internal' | 'usb'
  /** Whether it can compute the PRF that a key is bound to. */
  readonly hasPrf?: boolean
}

/** Chromium's virtual authenticator, which is touched as soon as it is asked; gone with the window. */
export async function plugIn(
  page: Page,
  { transport = 'internal', hasPrf = true }: Options = {},
): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasPrf,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    setUserVerified: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}
