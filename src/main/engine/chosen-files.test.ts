import { expect, it } from 'vitest'
import { ok } from '../../shared/result.ts'
import { VaultLockedError } from '../vault/index.ts'
import { chooseFile, chooseFiles } from './chosen-files.ts'

function dialog(places: string[], meanwhile: () => void = () => undefined) {
  const read: string[] = []
  return {
    read,
    desktop: {
      askOpenPaths: () => {
        meanwhile()
        return Promise.resolve(places)
      },
    },
    files: {
      readPath: (name: string) => {
        read.push(name)
        return Promise.resolve(ok({ name, bytes: new Uint8Array(0) }))
      },
    },
  }
}

it('reads what was chosen, and nothing where nothing was', async () => {
  const both = await chooseFiles(dialog(['/a', '/b']), { isOpen: true }, { multiple: true })
  expect(both).toMatchObject([{ value: { name: '/a' } }, { value: { name: '/b' } }])
  expect(await chooseFile(dialog(['/a']), { isOpen: true })).toMatchObject({ value: { name: '/a' } })
  expect(await chooseFile(dialog([]), { isOpen: true })).toBeNull()
})

it('does not read what was chosen in a dialog that the lock found open', async () => {
  const store = { isOpen: true }
  const late = dialog(['/a'], () => {
    store.isOpen = false
  })
  await expect(chooseFile(late, store)).rejects.toThrow(VaultLockedError)
  expect(late.read).toEqual([])
})
