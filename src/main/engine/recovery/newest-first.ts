export type BundleAge = { readonly vaultId: string; readonly sequence: number; readonly madeAt: string }

/**
 * Of each vault the newest is the one of the highest number, whatever time it names. Numbers of two vaults can't be
 * compared: the vault whose newest was made last comes first.
 */
export function newestFirst<Bundle>(
  bundles: readonly Bundle[],
  ageOf: (bundle: Bundle) => BundleAge,
): Bundle[] {
  const madeMs = (bundle: Bundle | undefined) =>
    bundle === undefined ? -Infinity : Date.parse(ageOf(bundle).madeAt)
  return [...Map.groupBy(bundles, (bundle) => ageOf(bundle).vaultId).values()]
    .map((own) => own.toSorted((a, b) => ageOf(b).sequence - ageOf(a).sequence || madeMs(b) - madeMs(a)))
    .toSorted(([a], [b]) => madeMs(b) - madeMs(a))
    .flat()
}
