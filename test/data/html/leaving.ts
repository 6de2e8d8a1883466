import { url } from './spellings.ts'

/** Leads the window away by itself, or as soon as something is clicked. */
export const navigations: readonly string[] = [
  `<meta http-equiv="refresh" content="0;url=${url}">`,
  `<meta http-equiv=refresh content="0; URL='${url}'">`,
  `<META HTTP-EQUIV="ReFresh" CONTENT="0,${url}">`,
  `<meta http-equiv=refresh content="0 ${url}">`,
  `<meta http-equiv=refresh content="0.1;//leak.test/x">`,
  `<body><p>x</p><meta http-equiv=refresh content="0;url=${url}">`,
  `<svg><desc><meta http-equiv=refresh content="0;url=${url}"></desc></svg>`,
  `<noscript><meta http-equiv=refresh content="0;url=${url}"></noscript><a href="${url}">x</a>`,
  `<base href="https://leak.test/"><a href="x">x</a>`,
  `<base target="_top"><a href="${url}">x</a>`,
  `<base target="_blank" href="//leak.test"><a href="/x">x</a>`,
  `<a href="${url}">x</a>`,
  `<a href="//leak.test/x">x</a>`,
  `<a href="http://leak.test/x">x</a>`,
  `<a href="${url}" target=_top>x</a>`,
  `<a href="${url}" target=_parent>x</a>`,
  `<a href="${url}" target=_blank rel=opener>x</a>`,
  `<a href="${url}" target="x\n<">x</a>`,
  `<a href="${url}" download>x</a>`,
  `<a href="${url}" download="invoice.exe" target=_self>x</a>`,
  `<a href="${url}#:~:text=secret">x</a>`,
  `<a href='https://leak.test/r?to=https%253A%252F%252Fok.example%2523%253A~%253Atext'>x</a>`,
  `<a href="https://leak.test\\@ok.example">x</a>`,
  `<a href="https://ok.example\\.leak.test">x</a>`,
  `<a href="/relative">x</a>`,
  `<a href="x.html">x</a>`,
  `<a href="?x">x</a>`,
  `<a href="//">x</a><a href="/">y</a>`,
  `<area href="${url}"><img usemap=#n src=x width=9 height=9><map name=n><area shape=default href="${url}"></map>`,
  `<svg width=9 height=9><a href="${url}"><text y=9>x</text></a></svg>`,
  `<svg width=9 height=9><a xlink:href="${url}"><text y=9>x</text></a></svg>`,
  `<math href="${url}"><mi>x</mi></math><a href="${url}">x</a>`,
  `<form action="${url}"><button>x</button></form>`,
  `<form action="${url}" method=post enctype=text/plain><input name=q value=y><button>x</button></form>`,
  `<form><button formaction="${url}">x</button></form>`,
  `<form action="https://ok.example"><input type=submit formaction="${url}"></form>`,
  `<form action="${url}"><input type=image src=x></form>`,
  `<form action="${url}" target=_blank><button>x</button></form>`,
  `<form action="${url}" target=_top><button formtarget=_top>x</button></form>`,
  `<form id=f9 action="${url}"></form><button form=f9>x</button>`,
  `<form action="${url}"><label>x<input type=submit></label></form>`,
  `<form action="${url}"><details><summary>x</summary><button>y</button></details></form>`,
  `<form action="${url}"><input name=q autofocus><button>x</button></form>`,
  `<iframe src="${url}" name=z></iframe>`,
  `<iframe srcdoc="<meta http-equiv=refresh content='0;url=${url}'>"></iframe>`,
  `<iframe srcdoc="<a href='${url}' target=_top>x</a>"></iframe><a href="${url}">x</a>`,
  `<a href="${url}"><button>x</button></a>`,
  `<a href="${url}"><p>x</p><table><tr><td>y</table></a>`,
  `<a href="${url}" accesskey=x tabindex=1 role=button>x</a>`,
  `<div data-href="${url}" data-link="0" role="link"><a href="${url}">x</a></div>`,
  `<script>location="${url}"</script>`,
  `<script>open("${url}")</script>`,
  `<script>top.location="${url}"</script>`,
  `<img src=x onerror="location='${url}'">`,
  `<body onload="location.replace('${url}')">x`,
  `<script>history.pushState(0,0,"/gone")</script><a href="${url}">x</a>`,
  `<script type="speculationrules">{"prerender":[{"where":{"href_matches":"/*"},"eagerness":"eager"}]}</script><a href="${url}">x</a>`,
]

/** Schemes that a mail may not open: of programs, of the system, of the browser itself; and headers in an address. */
const schemes =
  'data:text/html,<b>x</b> data:text/html;base64,PGI+ data:image/svg+xml,<svg> blob:https://leak.test/1 ' +
  'filesystem:https://leak.test/x file:///etc/passwd file://leak.test/share about:blank view-source:https://leak.test ' +
  'ftp://leak.test/x ws://leak.test/x wss://leak.test/x smb://leak.test/x nfs://leak.test/x sftp://leak.test ' +
  'ssh://leak.test telnet://leak.test ldap://leak.test gopher://leak.test tel:+15550100 tel:*%2306%23 sms:+15550100?body=x ' +
  'callto:x facetime:x@leak.test skype:x?call zoommtg://leak.test slack://x msteams:/l/x whatsapp://send?text=x ' +
  'ms-word:ofe|u|https://leak.test/x.docx ms-excel:ofv|u|https://leak.test/x.xlsx ms-msdt:/id ms-settings:x ' +
  'ms-appinstaller:?source=https://leak.test/x ms-officecmd:{} ms-cxh:x ms-search:x ms-gamingoverlay:x ' +
  'search-ms:query=x&crumb=location:\\\\leak.test search:query=x shell:startup res://x mk:@MSITStore:x ' +
  'intent://leak.test#Intent;scheme=https;end market://x itms-services://?url=https://leak.test vscode://x ' +
  'git://leak.test svn+ssh://leak.test magnet:?xt=x bitcoin:x irc://leak.test webcal://leak.test/x ' +
  'feed:https://leak.test chrome://settings chrome-extension://x/y edge://x devtools://devtools/x resource://x ' +
  'moz-extension://x sealpost://x app://x electron://x node:fs http://leak.test/plain cid:x@y mid:x@y news:x urn:x ' +
  'x-apple.systempreferences: https:// https://[x/ https://le%61k..test:99999/ mailto:x@y.example%0d%0aBcc:z@leak.test ' +
  'MAILTO:x%00@y mailto:%0ax#:~:text=x #:~:text=x #top'

export const otherSchemes: readonly string[] = schemes
  .split(' ')
  .map((to) => `<a href="${to.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">x</a>`)
