/** The looks of a plain webmail page, so that nobody takes it for a part of Sealpost. */
export const style = `
:root { color-scheme: light dark; --line: #d7dde0; --soft: #f3f5f6; --ink: #1d2326; --faint: #59656b; --link: #1b5fa8 }
@media (prefers-color-scheme: dark) { :root { --line: #384146; --soft: #1c2224; --ink: #e6ebec; --faint: #9aa8ae; --link: #8ab8ee } }
* { box-sizing: border-box }
body { margin: 0; font: 15px/22px system-ui, sans-serif; color: var(--ink) }
a { color: var(--link) }
header { padding: 12px 20px; background: var(--soft); border-bottom: 1px solid var(--line); color: var(--faint) }
header p { margin: 4px 0 0 }
header strong, header b { color: var(--ink) }
nav { display: flex; gap: 4px; padding: 12px 16px 0; border-bottom: 1px solid var(--line) }
nav a { padding: 8px 14px; border: 1px solid transparent; border-bottom: 0; border-radius: 8px 8px 0 0; text-decoration: none }
nav a[aria-current] { border-color: var(--line); background: var(--soft); color: var(--ink); font-weight: 600 }
main { max-width: 720px; margin: 0 auto; padding: 24px 20px 64px }
h1 { font-size: 21px; line-height: 28px; margin: 0 0 4px }
.faint { color: var(--faint) }
ul.mails { list-style: none; margin: 16px 0; padding: 0; border-top: 1px solid var(--line) }
ul.mails li { border-bottom: 1px solid var(--line) }
ul.mails a { display: flex; gap: 16px; justify-content: space-between; padding: 12px 4px; text-decoration: none; color: inherit }
ul.mails a:hover { background: var(--soft) }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 20px 0 }
iframe { width: 100%; min-height: 240px; border: 1px solid var(--line); border-radius: 8px; background: #fff }
.files { display: flex; flex-wrap: wrap; gap: 8px; padding: 0; list-style: none }
.files a { display: inline-block; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; text-decoration: none }
form { margin-top: 32px; padding: 16px; background: var(--soft); border: 1px solid var(--line); border-radius: 8px; display: grid; gap: 12px }
label { display: grid; gap: 4px; font-weight: 600 }
input, textarea, button { font: inherit; font-weight: 400; padding: 8px; border: 1px solid #7f8c92; border-radius: 6px; background: Canvas; color: CanvasText }
textarea { min-height: 120px }
button { justify-self: start; padding: 8px 18px; cursor: pointer }
`
