/** Can it become pages of the PDF? */
export function isPrintable({ contentType }: { readonly contentType: string }): boolean {
  return ['application/pdf', 'image/png', 'image/jpeg'].includes(contentType)
}
