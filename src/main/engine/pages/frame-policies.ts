/**
 * What a frame of the reader may do: show itself. The one that draws the pages of a PDF has the one script for that,
 * whose decoders are WebAssembly; it belongs to no origin and can ask nobody for anything.
 * @param origin of the app's own pages
 */
export function framePolicies(origin: string) {
  return {
    document:
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin",
    pages:
      `default-src 'none'; script-src ${origin}/preview/pdf.js 'wasm-unsafe-eval'; worker-src blob:; ` +
      "style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-scripts",
  } as const
}
