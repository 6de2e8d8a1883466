import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type LockedPackage = { optionalDependencies?: Record<string, string> }

const lockfile = JSON.parse(
  await readFile(join(import.meta.dirname, '..', '..', '..', 'package-lock.json'), 'utf8'),
) as { packages: Record<string, LockedPackage> }

describe('package-lock.json', () => {
  // npm leaves out of it what the registry doesn't have for another system, and `npm ci` then refuses the whole file.
  it('locks the optional packages of every system', () => {
    const locked = Object.keys(lockfile.packages)
    const wanted = Object.values(lockfile.packages).flatMap(({ optionalDependencies }) =>
      Object.keys(optionalDependencies ?? {}),
    )
    expect(wanted.length).toBeGreaterThan(20)
    const missing = wanted.filter((name) => !locked.some((folder) => folder.endsWith(`node_modules/${name}`)))
    expect([...new Set(missing)]).toEqual([])
  })
})
