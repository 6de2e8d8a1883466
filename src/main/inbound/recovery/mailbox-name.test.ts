import { describe, expect, it } from 'vitest'
import { isRecoveryMailbox, recoveryPathIn } from './mailbox-name.ts'

const listed = (path: string, delimiter = '/') => ({
  ...{ path, delimiter, name: path.split(delimiter).at(-1) ?? '' },
  ...{ role: null, view: null, isSubscribed: true, isSelectable: true, status: null },
})

describe('the mailbox of the recovery data', () => {
  it.each([
    ['Sealpost recovery', '/', true],
    ['INBOX.Sealpost recovery', '.', true],
    ['Mail/Sealpost recovery', '/', true],
    ['Other Users/lee/Sealpost recovery', '/', false],
    ['Sealpost recovery/Old', '/', false],
    ['About Sealpost recovery', '/', false],
    ['Archive', '/', false],
  ])('%s: %s', (path, delimiter, expected) => {
    expect(isRecoveryMailbox({ path, delimiter })).toBe(expected)
  })

  it('is the one nearest to the top, whatever the order of the list', () => {
    const three = ['Shared/Sealpost recovery', 'INBOX/Sealpost recovery', 'Sealpost recovery'].map((path) =>
      listed(path),
    )
    expect(recoveryPathIn(three)).toBe('Sealpost recovery')
    expect(recoveryPathIn(three.slice(0, 2))).toBe('INBOX/Sealpost recovery')
    expect(recoveryPathIn(three.slice(0, 1))).toBe('Shared/Sealpost recovery')
    expect(recoveryPathIn([listed('Archive')])).toBeUndefined()
  })
})
