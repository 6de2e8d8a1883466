const bodies: Readonly<Record<number, string>> = {
  1: `<p>Thank you. I slept through the night for the first time since August.</p>
<p>One question about the mornings: I feel slow until about ten. Is that the new dose, or should I take it earlier in the evening? I have been taking it at 10 p.m., as you wrote.</p>
<p>I can come on Thursday at 3, or call before noon on Wednesday.</p><p>Maria</p>`,
  2: `<p>Ana,</p><p>the MRI shows no acute change against 2024. I attach the report; the second page has what matters for your question.</p>
<p>Happy to talk on Monday before his visit, any time before 9.</p><p>Susan</p>`,
  4: `<p><b>Dear customer,</b></p><p>our bank has changed. Please confirm your account by Friday so that payments are not interrupted:</p>
<p><a data-href="https://xn--harborvew-billing-2ib.example/confirm?id=88120" data-link="0" role="link" tabindex="0">https://harborview-billing.example</a></p><p>Harborview Billing</p>`,
}

/** The document that the engine would serve for a mail, already sanitised. */
export function bodyDocument(id: number, scheme: 'light' | 'dark'): string {
  const colours = scheme === 'dark' ? 'color:#e6ebec;background:#15191b' : 'color:#1d2326;background:#fff'
  const body =
    bodies[id] ??
    '<p>Hello Dr. Rivera,</p><p>this is an ordinary letter in the demo practice. It says nothing of importance and ends here.</p><p>Best wishes</p>'
  return `<!doctype html><meta charset="utf-8"><style>
html{${colours};color-scheme:${scheme};font:16px/26px -apple-system,'Segoe UI','Liberation Sans',sans-serif}
body{margin:0;max-width:68ch;overflow-wrap:anywhere}p{margin:0 0 13px}a{color:${scheme === 'dark' ? '#6cc5be' : '#1f6f6b'}}
</style>${body}`
}
