/** A transparent PNG with a dark drawing in it, as logos are. */
export const logo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAKAAAAAwCAYAAACWqXFuAAAAz0lEQVR42u3cwRGAIAwAQYqwDdqw/45iDzBMEtzHFaDZjyNkPPMdUlZeggAUgBKAAnCnWMgQAEyBB6K2AcaBDAXANHwQApgKD0QAy+CDEMB0fBACCKDyAUaBDOunAKNQBgbgNQBDNebVbUgAAgigzgNs/2AAAggggACq51cwgAIQQAABFIAAAgigAAQQQAAFoAD0J0T+hADoNIzTMAIQwDsBOhEtAH39uhUHn9wLFoAAym4Y2Y4Fn+wHlA2p8MmOaAFoS75KAJQAFIASgOrRB/zMIhJGu1e5AAAAAElFTkSuQmCC'

/** Mail as practices get it every day, by what is peculiar in its colours; no remote reference, invented senders. */
export const typicalMails: Readonly<Record<string, string>> = {
  newsletter:
    '<body style="margin:0;background:#f4f4f4"><table width="100%" bgcolor="#f4f4f4" cellpadding="0" cellspacing="0"><tr><td align="center"><table width="600" bgcolor="#ffffff" cellpadding="24"><tr><td style="background-color:#0b5394;color:#ffffff;font:bold 22px Arial">Spring course programme</td></tr><tr><td style="color:#333333;font:15px/22px Arial"><p>Dear colleague,</p><p>Twelve evening courses start in March. <a href="https://courses.example/spring" style="color:#0b5394">See the dates</a></p></td></tr><tr><td align="center"><a href="https://courses.example/book" style="display:inline-block;background:#e06666;color:#1a1a1a;padding:12px 24px;border-radius:4px">Book a place</a></td></tr><tr><td style="background:#eeeeee;color:#5f5f5f;font-size:12px">You get this as a member. Unsubscribe at any time.</td></tr></table></td></tr></table></body>',
  'black text only':
    '<body><p style="color:#000">Hello, this is black and nothing else is said.</p><p><font color="#000000">Neither here.</font> <span style="color:rgb(0,0,0)">Nor here.</span></p></body>',
  'black background':
    '<body bgcolor="#000000" text="#ffffff"><h1 style="color:#ffd966">Night of music</h1><p>Doors open at seven.</p><div style="background:#1c1c1c;color:#e0e0e0;padding:12px">Row B, seat 12</div></body>',
  'logo with a transparent ground':
    '<table><tr><td><img src="cid:logo@practice" width="160" height="48" alt="Lakeside Neurology"></td></tr><tr><td style="color:#222">The report is ready.</td></tr></table>',
  'quoted replies':
    '<div dir="ltr">Yes, Tuesday is fine.</div><div class="gmail_quote"><div class="gmail_attr" style="color:#777777">On Mon, Nov 2, Maria wrote:</div><blockquote style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"><div style="color:#1f497d">Can we move to Tuesday?</div><blockquote type="cite" style="color:#500050">Monday as always?</blockquote></blockquote></div>',
  'Outlook with conditions':
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit"/></xml><![endif]--><style>p.MsoNormal{margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;color:windowtext;mso-style-priority:99}a:link{color:#0563C1}.x{background:window}</style></head><body lang="EN-US" link="#0563C1"><div class="WordSection1"><p class="MsoNormal">Dear Dr. Rivera,<o:p></o:p></p><p class="MsoNormal"><span style="color:#1F497D">please see below.</span></p><p class="MsoNormal"><span style="color:black;background:yellow;mso-highlight:yellow">By Friday</span> <a href="https://clinic.example">clinic.example</a></p><table border="1" style="border-collapse:collapse;border:solid windowtext 1.0pt"><tr><td style="background:#D9E2F3">Name</td><td style="background:#D9E2F3">Time</td></tr><tr><td>K. Y.</td><td>10:00</td></tr></table></div></body></html>',
  'insurance notice':
    '<style>.h{background:#003366;color:#fff;padding:16px}.b{color:#2b2b2b;background:#fff;padding:16px}.n{border:1px solid #c00;color:#900;background:#fff5f5;padding:8px}</style><div class="h">Northwind Health Plan</div><div class="b"><p>Claim 4471 was processed.</p><div class="n">Action needed within 30 days</div><table width="100%"><tr style="background:#f0f4f8"><td>Billed</td><td align="right"><b>$180.00</b></td></tr><tr><td>Paid</td><td align="right" style="color:#006100">$142.50</td></tr></table></div>',
  'appointment reminder':
    '<div style="font-family:Helvetica;background:#e8f5e9;padding:24px"><div style="background:white;border-radius:8px;padding:16px;color:#1b5e20"><h2 style="color:#2e7d32">Your appointment</h2><p>Thursday, 3:00 PM</p><p style="color:#616161">Please come ten minutes early.</p></div></div>',
  'plain text in HTML':
    '<html><head><meta name="Generator" content="MS Exchange"></head><body><font size="2"><span style="font-size:10pt"><div class="PlainText">Hello,<br>\n<br>\nas discussed.<br>\nKim</div></span></font></body></html>',
  'colored invitation':
    '<table cellpadding="8" style="border:1px solid #dadce0;border-radius:8px"><tr><td style="background:#1a73e8;color:#fff;text-align:center"><div>Nov</div><div style="font-size:28px">12</div></td><td><div style="color:#3c4043;font-size:18px">Case conference</div><div style="color:#5f6368">3 – 4 PM (EST)</div></td></tr><tr><td colspan="2"><a href="https://cal.example/y" style="background:#e6f4ea;color:#137333;padding:6px 12px">Yes</a> <a href="https://cal.example/n" style="background:#fce8e6;color:#c5221f;padding:6px 12px">No</a></td></tr></table>',
  'light grey on white':
    '<body style="background:#fff"><p style="color:#767676">As pale as may be.</p><p style="color:#595959">Small print of the sender.</p><p style="color:#999">Paler than it should be.</p></body>',
  'its own dark scheme':
    '<head><meta name="color-scheme" content="light dark"><style>:root{color-scheme:light dark}body{background:#fff;color:#222}@media (prefers-color-scheme:dark){body{background:#111!important;color:#eee!important}.c{background:#222!important}}</style></head><body><div class="c" style="background:#fafafa;padding:16px"><p>Made for both.</p><a href="https://x.example">More</a></div></body>',
  'text on a picture that is not loaded':
    '<table width="100%" background="https://pictures.example/sea.jpg" bgcolor="#1b4965"><tr><td style="color:#ffffff;padding:40px">A week by the sea</td></tr></table>',
  'half transparent colours':
    '<div style="background:rgba(0,0,0,.06);padding:12px;color:rgba(0,0,0,.8)">Card</div><div style="background:#00000010;color:hsl(210 30% 25% / 90%)">Another</div><div style="background:linear-gradient(#fff,#eee);color:#333">Shaded</div>',
  'white text without its ground':
    '<style>.b{background-image:linear-gradient(#225,#447);background-color:#225588}</style><div class="b" style="color:#fff;padding:12px">Sale of practice furniture</div><p style="color:currentcolor">Come and see.</p>',
  'saturated colours':
    '<p style="color:#0000ff">Blue</p><p style="color:#ff0000;background:#000">Red on black</p><p style="background:#ffff00;color:#000080">Navy on yellow</p><p style="background:#008000;color:#fff">White on green</p><p style="background:#ff6600;color:#000">Black on orange</p><p style="color:#800080;background:#ffe4e1">Purple on rose</p>',
}
