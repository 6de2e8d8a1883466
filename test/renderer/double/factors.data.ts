import type { Factor, PasskeyAsk } from '../../../src/shared/contract/index.ts'
import { fileHandleSchema } from '../../../src/shared/ids.ts'

export const keyFile = fileHandleSchema.parse('key-file')

export const demoPasskey: Omit<PasskeyAsk, 'opensAlone'> = {
  id: 'a1'.repeat(16),
  credentialId: 'c2VhbHBvc3Q',
  salt: `${'A'.repeat(43)}=`,
  transports: ['usb'],
}

export const demoFactors = [
  {
    id: demoPasskey.id,
    kind: 'passkey',
    name: 'This computer',
    createdAt: '2026-10-02T09:00:00.000Z',
    isOfThisComputer: true,
  },
  {
    id: 'b2'.repeat(16),
    kind: 'passkey',
    name: 'Security key on my key ring',
    createdAt: '2026-10-02T09:04:00.000Z',
    isOfThisComputer: false,
  },
  {
    id: 'c3'.repeat(16),
    kind: 'key-file',
    name: 'USB stick in the safe',
    createdAt: '2026-11-01T09:00:00.000Z',
    isOfThisComputer: false,
  },
] as const satisfies readonly Factor[]
