/** What the parent asks of the engine's process, and what it answers; over Node's own channel. */
export type Request = { readonly id: number; readonly path: readonly string[]; readonly input: unknown }

export type Response =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: string }
