/** What the system browser shows when a sign-in has come back to the program. No script, nothing fetched. */
export const returnPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Back to Sealpost</title>
<style>
  :root { color-scheme: light dark; font: 16px/26px system-ui, sans-serif }
  body { display: grid; place-content: center; min-height: 90vh; margin: 0 24px; text-align: center }
  h1 { font-size: 18px; line-height: 24px; font-weight: 600 }
</style>
<h1>You can go back to Sealpost</h1>
<p>This page has done its work. Close it when you like.</p>
</html>
`
