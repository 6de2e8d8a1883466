type Attributes = Readonly<Record<string, string | boolean>>

/** An element with attributes and children; text is always text, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string | false | null)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? '' : value)
  }
  made.append(...children.filter((child) => child !== false && child !== null))
  return made
}

/** Lets the browser paint and answer before the next step. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}

/** Hands a file to the browser's own download; the bytes never leave the computer. */
export function saveFile(name: string, type: string, bytes: Uint8Array | string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }))
  const link = element('a', { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 60_000)
}

/** "12 KB", "3.4 MB" in the page's language. */
export function fileSize(bytes: number, language: string): string {
  const mega = bytes >= 1_000_000
  const amount = mega ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000))
  return `${amount.toLocaleString(language, { maximumFractionDigits: mega ? 1 : 0 })} ${mega ? 'MB' : 'KB'}`
}
