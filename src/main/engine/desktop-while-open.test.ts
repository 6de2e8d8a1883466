import { describe, expect, it } from 'vitest'
import { VaultLockedError } from '../vault/index.ts'
import { desktopWhileOpen } from './desktop-while-open.ts'

function openVault() {
  const store = { isOpen: true }
  const asked: string[] = []
  /** What happens while the system's dialog or program is on the screen. */
  let meanwhile = (): void => undefined
  const answering =
    <T>(name: string, answer: T) =>
    () => {
      asked.push(name)
      meanwhile()
      return Promise.resolve(answer)
    }
  const desktop = desktopWhileOpen(
    {
      askSavePath: answering('save', '/a/letter.pdf'),
      askOpenPaths: answering('open', ['/a/scan.pdf']),
      openFile: answering('program', true),
      showInFolder: answering('folder', undefined),
      openExternal: answering('browser', undefined),
      printPage: answering('print', undefined),
    },
    store,
  )
  const lock = () => {
    store.isOpen = false
  }
  return {
    ...{ asked, lock },
    lockMeanwhile: () => {
      meanwhile = lock
    },
    all: () =>
      Promise.allSettled([
        desktop.askSavePath('letter.pdf'),
        desktop.askOpenPaths({ multiple: true }),
        desktop.openFile('/a/scan.pdf'),
        desktop.showInFolder('/a'),
        desktop.openExternal('https://example.org/'),
        desktop.printPage('/print/1'),
      ]),
  }
}
const everyWay = ['save', 'open', 'program', 'folder', 'browser', 'print']
const refused = everyWay.map(() => ({ status: 'rejected', reason: expect.any(VaultLockedError) as Error }))

describe('over the locked screen', () => {
  it('everything is asked while the vault is open', async () => {
    const { all, asked } = openVault()
    const answers = ['/a/letter.pdf', ['/a/scan.pdf'], true, undefined, undefined, undefined]
    expect(await all()).toEqual(answers.map((value) => ({ status: 'fulfilled', value })))
    expect(asked).toEqual(everyWay)
  })

  it('nothing is asked, opened, shown or printed', async () => {
    const { all, asked, lock } = openVault()
    lock()
    expect(await all()).toEqual(refused)
    expect(asked).toEqual([])
  })

  it('what was chosen in a dialog that the lock found open is not used', async () => {
    const { all, asked, lockMeanwhile } = openVault()
    lockMeanwhile()
    expect(await all()).toEqual(refused)
    expect(asked).toEqual(['save'])
  })
})
