import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Files, as `net.fetch` in a protocol handler reads them; the network isn't the desktop's to use. */
export const net = {
  fetch: async (input: string | Request | URL): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith('file:')) {
      throw new Error('The stand-in host fetches files only.')
    }
    return new Response(new Uint8Array(await readFile(fileURLToPath(url))))
  },
  isOnline: () => true,
  online: true,
}
