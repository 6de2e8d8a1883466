import { setNonce } from 'get-nonce'

/**
 * Reads the nonce of this page load, takes it out of the document and gives it to the libraries that write
 * `<style>` elements by themselves (scroll lock of sheets). Mantine and Tiptap get it where they are set up.
 */
export function adoptNonce(page: Document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')
  const nonce = meta?.content ?? ''
  meta?.remove()
  setNonce(nonce)
  return nonce
}
