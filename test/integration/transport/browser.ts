import https from 'node:https'

/** Where the issuer sends the browser. */
export function redirectOf(url: string, ca: string): Promise<URL> {
  return new Promise((resolve, reject) => {
    https
      .get(url, { ca }, (response) => {
        response.resume()
        resolve(new URL(response.headers.location ?? ''))
      })
      .once('error', reject)
  })
}

/** Does what a browser does with an authorization request: follows the issuer's redirect to loopback. */
export async function followRedirect(url: string, ca: string): Promise<void> {
  await (await fetch(await redirectOf(url, ca))).text()
}
