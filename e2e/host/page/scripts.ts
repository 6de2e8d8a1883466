import { randomBytes } from 'node:crypto'
import type { Accelerator, PreloadOptions } from '../contract.ts'
import { makeBridge } from './bridge.ts'
import { makeCodec } from './codec.ts'
import { startIsolatedWorld } from './isolated-world.ts'

/** Names that no page can guess, new for each window. */
export interface WorldNames {
  world: string
  post: string
  receive: string
  toPage: string
  toPreload: string
}

export function makeWorldNames(): WorldNames {
  const secret = randomBytes(12).toString('hex')
  return {
    world: `preload-${secret}`,
    post: `post-${secret}`,
    receive: `receive-${secret}`,
    toPage: `page-${secret}`,
    toPreload: `preload-${secret}`,
  }
}

/** The page's half of the bridge, run in its own world before any of its scripts. It adds no global. */
export function pageWorldScript(names: WorldNames, preload: PreloadOptions): string {
  return `(() => {
    if (${preload.inSubFrames ? 'false' : 'window !== window.top'}) return
    ;(${makeBridge.toString()})(${JSON.stringify(names.toPage)}, ${JSON.stringify(names.toPreload)})
  })()`
}

/** The isolated world of every frame of a window; the preload runs in the top frame, unless told otherwise. */
export function isolatedWorldScript(
  names: WorldNames,
  preload: PreloadOptions | null,
  accelerators: Accelerator[],
): string {
  const base64 = '{ encode: (bytes) => bytes.toBase64(), decode: (text) => Uint8Array.fromBase64(text) }'
  const bridge = `(${makeBridge.toString()})(${JSON.stringify(names.toPreload)}, ${JSON.stringify(names.toPage)})`
  return `(() => {
    const hasPreload = ${preload === null ? 'false' : preload.inSubFrames ? 'true' : 'window === window.top'}
    ;(${startIsolatedWorld.toString()})({
      postName: ${JSON.stringify(names.post)},
      receiveName: ${JSON.stringify(names.receive)},
      process: ${JSON.stringify(rendererProcess(preload?.argv ?? []))},
      accelerators: ${JSON.stringify(accelerators)},
      codec: (${makeCodec.toString()})(${base64}),
      bridge: hasPreload ? ${bridge} : null,
      preload: hasPreload ? function (require, module, exports, process) {
${preload?.source ?? ''}
      } : null,
    })
  })()`
}

function rendererProcess(argv: string[]): Record<string, unknown> {
  return {
    platform: process.platform,
    arch: process.arch,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    versions: { ...process.versions },
    env: {},
    argv,
  }
}
