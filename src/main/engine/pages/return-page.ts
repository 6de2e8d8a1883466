/** What the system's browser shows when a sign-in comes back, whatever came of it: Sealpost itself says that. */
export function returnPage(): string {
  return page(
    'Go back to Sealpost',
    'Your provider has answered. Sealpost shows what comes next; this page can be closed.',
  )
}

/** What it shows for a request that doesn't belong to the sign-in under way, as a page elsewhere could send it. */
export function strayPage(): string {
  return page(
    "This doesn't belong to your sign-in",
    'Nothing was changed. If you were signing in, finish it on the page that Sealpost opened.',
  )
}

/** No script, nothing loaded, light or dark as the system is. */
function page(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sealpost</title>
<style>
  :root { color-scheme: light dark; --ground: #fff; --text: #1d2326; --muted: #59656b; --accent: #1f6f6b }
  @media (prefers-color-scheme: dark) { :root { --ground: #15191b; --text: #e6ebec; --muted: #9aa8ae; --accent: #6cc5be } }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--text);
    font: 16px/26px system-ui, sans-serif }
  main { max-width: 400px; padding: 24px }
  p { margin: 0; color: var(--muted) }
  .name { color: var(--accent); font-weight: 600 }
  h1 { margin: 8px 0; font-size: 24px; line-height: 32px; font-weight: 600 }
</style>
</head>
<body>
<main>
<p class="name">Sealpost</p>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>`
}
