/** Made by scripts/lib/pdf-data-plugin.ts. */
declare module 'virtual:pdf-data' {
  /** Base64 by file name. */
  export const files: Readonly<Record<string, string>>
}
