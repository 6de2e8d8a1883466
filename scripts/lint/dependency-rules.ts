import type { IForbiddenRuleType } from 'dependency-cruiser'
import { floors, roomFolder } from './floors.ts'
import type { Room } from './floors.ts'

const testFile = String.raw`\.test\.tsx?$`

function folderPattern(room: Room): string {
  return `^${roomFolder(room)}/`
}

function floorRules(): IForbiddenRuleType[] {
  const below: string[] = []
  return floors.flatMap((floor) => {
    const lower = [...below]
    below.push(...floor.map(folderPattern))
    return floor.map((room) => ({
      name: `floor-${room}`,
      severity: 'error' as const,
      comment: `${room} may import itself and the floors below it`,
      from: { path: folderPattern(room) },
      to: { path: '^src/', pathNot: [folderPattern(room), ...lower] },
    }))
  })
}

/** What may import what: the floors, the doors between rooms, and the walls around the window. */
export const dependencyRules: IForbiddenRuleType[] = [
  ...floorRules(),
  {
    name: 'front-door',
    severity: 'error',
    comment:
      'a room is entered through its index.ts (a test may build what it needs from the inside of a lower room)',
    from: { path: '^src/(main/[^/]+|cli|preload|renderer)/', pathNot: testFile },
    to: { path: '^src/main/[^/]+/', pathNot: ['^src/$1/', String.raw`^src/main/[^/]+/index\.ts$`] },
  },
  {
    name: 'start-up-front-door',
    severity: 'error',
    comment: 'src/main/index.ts is a list of steps of desktop/; it enters other rooms through their index.ts',
    from: { path: String.raw`^src/main/index\.ts$` },
    to: { path: '^src/main/[^/]+/', pathNot: ['^src/main/desktop/', String.raw`/index\.ts$`] },
  },
  {
    name: 'window-knows-shared-alone',
    severity: 'error',
    comment: 'the renderer sees the contract, never keys, paths or code of the engine',
    from: { path: '^src/renderer/' },
    to: { path: '^src/', pathNot: ['^src/renderer/', '^src/shared/'] },
  },
  {
    name: 'preload-knows-shared-alone',
    severity: 'error',
    comment: 'the preload carries typed messages and holds no logic',
    from: { path: '^src/preload/' },
    to: { path: '^src/', pathNot: ['^src/preload/', '^src/shared/'] },
  },
  {
    name: 'window-without-node',
    severity: 'error',
    comment: 'the renderer and the contract run in a browser',
    from: { path: '^src/(renderer|shared)/', pathNot: testFile },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'product-knows-product-alone',
    severity: 'error',
    comment: 'tests, benches, the lab and the demo practice are never part of an installed app',
    from: { path: '^src/', pathNot: testFile },
    to: { path: '^(e2e|test|bench|scripts)/' },
  },
  {
    name: 'product-without-dev-dependencies',
    severity: 'error',
    comment:
      'an installed app holds dependencies alone (the window is bundled, Electron is the host, types are erased)',
    from: { path: '^src/(main|cli|preload|shared)/', pathNot: testFile },
    to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/(electron|@types)/' },
  },
  {
    name: 'no-circles',
    severity: 'error',
    comment: 'files that import each other can only be understood together',
    from: { path: '^(src|scripts|e2e|bench|test)/' },
    to: { circular: true },
  },
  {
    name: 'resolvable',
    severity: 'error',
    comment: 'an import that leads nowhere; `virtual:` modules are made by a plugin of the build',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:' },
  },
]
