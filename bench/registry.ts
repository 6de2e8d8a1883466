import type { Bench } from './bench.ts'

/** Every bench by name, loaded only when it is asked for. */
export const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  phi: () => import('./phi.ts'),
  seal: () => import('./seal.ts'),
  search: () => import('./search.ts'),
  sync: () => import('./sync.ts'),
  vault: () => import('./vault.ts'),
  window: () => import('./window.ts'),
}
