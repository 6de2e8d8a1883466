import type { ContactId } from '../../shared/ids.ts'
import type { KnownContact, RecipientKnowledge, SmimeKnowledge } from '../directory/index.ts'

const kinds = [null, 'patient', 'colleague', 'other'] as const
const devices = ['phone', 'computer', 'unsure'] as const
const formsThatWorked = [null, 'html', 'pdf'] as const

export function contactOf(
  kind: KnownContact['kind'],
  readsMailOn: KnownContact['readsMailOn'],
  isBlocked: boolean,
): KnownContact {
  return {
    id: 1 as ContactId,
    name: 'Maria Alvarez',
    kind,
    readsMailOn,
    isBlocked,
    formThatWorked: null,
    agreedToEmailOn: null,
  }
}

const certificate = {
  pem: '',
  fingerprint: 'CD',
  subject: 'Maria Alvarez',
  issuer: 'Lab CA',
  addresses: ['maria.alvarez@example.org'],
  validFrom: new Date('2026-01-01T00:00:00Z'),
  expiresAt: new Date('2027-01-01T00:00:00Z'),
  algorithm: 'rsa 2048',
  canEncrypt: true,
  canSign: true,
  capabilities: [],
}

const smimeStates: (SmimeKnowledge | null)[] = [
  null,
  { kind: 'usable', certificate, capabilities: ['aes-256-gcm'], reason: 'only' },
  { kind: 'usable', certificate, capabilities: [], reason: 'newest' },
  { kind: 'unusable', problem: { code: 'smime/certificate-expired' } },
  { kind: 'cannot-sign', problem: { code: 'smime/own-certificate-missing' } },
]

const passphrases: RecipientKnowledge['passphrase'][] = [
  null,
  ...(['generated', 'typed'] as const).flatMap((origin) =>
    [true, false].map((isTold) => ({ id: 1, isTold, origin })),
  ),
]

/** Every combination of what can be known of a recipient. */
export const combinations: RecipientKnowledge[] = kinds.flatMap((kind) =>
  devices.flatMap((device) =>
    formsThatWorked.flatMap((formThatWorked) =>
      [true, false].flatMap((isBlocked) =>
        [true, false].flatMap((hasCertificate) =>
          smimeStates.flatMap((smime) =>
            passphrases.flatMap((passphrase) =>
              [true, false].map((isFirstTime) => ({
                address: 'maria.alvarez@example.org',
                contact: kind === null ? null : { ...contactOf(kind, device, isBlocked), formThatWorked },
                smime,
                certificate: hasCertificate ? { fingerprint: 'AB', armored: '' } : null,
                passphrase,
                isFirstTime,
                wrong: null,
              })),
            ),
          ),
        ),
      ),
    ),
  ),
)
