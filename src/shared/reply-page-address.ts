const longest = 200

/**
 * Where a reply page stands, as a PDF can name it: https, a public name of a host, no name and password, no query, no
 * fragment, at most 200 characters. People type it from paper, so nothing may be hidden in it.
 *
 * @returns the address as a browser writes it, in ASCII; null when it can't be one
 */
export function readReplyPageAddress(typed: string): string | null {
  const text = typed.trim()
  if (!/^https:\/\/(?!\/)[^\s\\?#@\p{Cc}\p{Cf}]+$/iu.test(text)) return null
  const url = URL.parse(text)
  if (url === null || !/[a-z0-9-]\.[a-z0-9-]*[a-z]$/.test(url.hostname)) return null
  return url.href.length <= longest ? url.href : null
}
