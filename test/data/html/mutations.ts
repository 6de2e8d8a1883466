import { url } from './spellings.ts'

const bad = '<img src=x onerror=pwn()>'
/** Elements whose content one parser takes as text and another as markup. */
const rawText = 'noscript textarea title style xmp noembed noframes iframe template script plaintext select'.split(' ')
/** Where the same element means something else. */
const namespaces: readonly (readonly [string, string])[] = [
  ['', ''],
  ['<svg>', '</svg>'],
  ['<math>', '</math>'],
  ['<math><mtext>', '</mtext></math>'],
  ['<svg><foreignObject>', '</foreignObject></svg>'],
  ['<svg><desc>', '</desc></svg>'],
  ['<math><annotation-xml>', '</annotation-xml></math>'],
  ['<table>', '</table>'],
]

/** Raw-text elements × namespaces, with the end of the element in an attribute. */
const hiddenEnds = namespaces.flatMap(([open, close]) =>
  rawText.map((name) => `${open}<${name}><p title="</${name}>${bad}"></p></${name}>${close}`),
)

/**
 * Ways of the published bypasses of DOM sanitizers, of DOMPurify above all (2019 to 2025): what is harmless when it is
 * parsed once comes to life when it is written and parsed again.
 */
const published: readonly string[] = [
  `<svg></p><style><a id="</style>${bad}">`,
  `<svg></br><style><a title="</style>${bad}">`,
  `<math></br><style>${bad}</style>`,
  `<math></p><style><!--</style>${bad}-->`,
  `<svg><p><style><a title="</style>${bad}"></svg>`,
  `<form><math><mtext></form><form><mglyph><style></math>${bad}`,
  `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style>${bad}">`,
  `<form><math><mtext></form><form><malignmark><style></math>${bad}`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=pwn()&gt;">`,
  `<math><mtext><table><mglyph><style><math>${bad}`,
  `<math><mtext><table><malignmark><style><!--</style><img title="--&gt;&lt;img src=x onerror=pwn()&gt;">`,
  `<math><mi><table><mglyph><style><![CDATA[</style><img title="]]&gt;&lt;/mglyph&gt;&lt;img&Tab;src=x&Tab;onerror=pwn()&gt;">`,
  `<math><mtext><option><x-x><option></option><mglyph><svg><mtext><textarea><path id="</textarea>${bad}">`,
  `<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title="</style>${bad}"></style></h1>`,
  `<svg><math><annotation-xml encoding="text/html"><p><style><a title="</style>${bad}"></annotation-xml>`,
  `<svg><annotation-xml><foreignObject><style><!--</style><p id="-->${bad}">`,
  `<svg><foreignObject><math><mtext><style><!--</style><p id="-->${bad}">`,
  `<math><foo-test><mi><li><table><foo-test><li></li></foo-test><a><style><! \${</style>}<foo-b id="><img src onerror='pwn()'>">hm</foo-b></style></a></table></li></mi></foo-test></math>`,
  `<div title="\${ "><style>}</style>${bad}">x</div>`,
  `<div>{{constructor.constructor('pwn()')()}}<%=pwn()%>\${pwn()}${bad}</div>`,
  `<noscript><style></noscript>${bad}</style>`,
  `<option><style></option></select><b>${bad}</style></option>`,
  `<select><style></select>${bad}</style>`,
  `<select><option><style></option></select>${bad}</style>`,
  `<select><iframe><select>${bad}</iframe>`,
  `<x/><title>&lt;/title&gt;&lt;img src=x onerror=pwn()&gt;</title>${bad}`,
  `<svg><![CDATA[><img src=x onerror=pwn()>]]></svg>${bad}`,
  `<a><![CDATA[ >${bad} ]]></a>`,
  `<?xml-stylesheet >${bad} ?>`,
  `<?a x="?>${bad}`,
  `<!-- --!>${bad}-->`,
  `<!--><img src=x onerror=pwn()>-->`,
  `<!---><img src=x onerror=pwn()>-->`,
  `<!-- x --!><img src=x onerror=pwn()>`,
  `<!doctype x "><img src=x onerror=pwn()>`,
  `</ x="><img src=x onerror=pwn()>`,
  `<![if !mso]>${bad}<![endif]>`,
  `<!--[if gte mso 9]><img src="${url}"><![endif]-->${bad}`,
  `<![CDATA[${bad}]]>${bad}`,
  `<?php ${bad} ?>${bad}`,
  `<is-x><template><style><a title="</style>${bad}"></template></is-x>${bad}`,
  `<template><template><p>${bad}</p></template></template>${bad}`,
  `<div><template shadowrootmode=open><style><a title="</style>${bad}"></style></template></div>`,
  `<b is=x-b><style><a title="</style>${bad}"></style></b>`,
  `<a id=x><style><a title="</style>${bad}"></style></a>`,
]

/** Depth and disorder: the tree that comes out isn't the one that went in. */
const disorder: readonly string[] = [
  ...[64, 170, 340].map((depth) => `${'<div>'.repeat(depth)}<table><caption><svg><desc><table><caption></caption></table></desc><style><a title="</style>${bad}"></a></style></svg></caption></table>`),
  ...[64, 170].map((depth) => `${'<svg><desc>'.repeat(depth)}${bad}`),
  ...[60, 170].map((depth) => `${'<b><i>'.repeat(depth)}<table><a>${bad}</a>`),
  `${'<form>'.repeat(200)}<math><mtext><mglyph><style></math>${bad}`,
  `<table>${bad}<tr><td>x</table>`,
  `<table><style>${bad}</style></table><script>pwn()</script>`,
  `<table><a>${bad}</a><tr><a href="javascript:pwn()">x</a></table>`,
  `<table><caption><table>${bad}</caption></table>`,
  `<b><table><td></b>${bad}</td></table>`,
  `<a><a><p>${bad}</a></p></a>`,
  `<nobr><nobr>${bad}</nobr><font><p></font>${bad}`,
  `<ruby><rtc><rt>${bad}</rtc></ruby>`,
  `<frameset></frameset>${bad}<noframes>${bad}</noframes><body>${bad}`,
  `<body><body onload=pwn()>${bad}`,
  `<html><head></head><body></html>${bad}`,
  `<p title="unclosed>${bad}"><img src=x onerror=pwn()>`,
  `<img src="x" title='"'onerror=pwn()>`,
  `<img title="a"onerror=pwn() src=x>`,
  `<img src=x onerror=pwn() alt="unclosed>">`,
  `<img alt=\`x\`onerror=pwn() src=\`x\` ><img alt="\`\`onerror=pwn()" src=x onerror=pwn()>`,
  `<img src="x\0" onerror=pwn()>`,
  `\0<img\0 src=x onerror=pwn()>${bad}`,
  `<img\x0csrc=x\x0conerror=pwn()>`,
  `<img\u00a0src=x onerror=pwn()>${bad}`,
  `<img src=x onerror=pwn()//>`,
  `<style>p{font-family:"</style>${bad}"}</style>`,
  `<style>p{font-family:"\\3c/style\\3e\\3cimg src=x onerror=pwn()\\3e"}</style>${bad}`,
  `<style>.a\\3c\\/style\\3e{position:fixed}</style>${bad}`,
  `<style>p[title="</style><script>pwn()</script>"]{color:red}</style>`,
  `<style>@media "</style>${bad}"{}</style>`,
  `<style><!--</style>${bad}--></style>`,
  `<style></style\n>${bad}<style>`,
  `<div style="color:red" style="background:url(${url})" onclick=pwn()>x</div>`,
  `<p style='font-family:"&quot;;background:url(${url})'>x</p>${bad}`,
  `<p style="color:red&#59;background&#58;url(${url})">x</p>${bad}`,
  `<p class="&quot;>${bad}">${bad}</p>`,
  `<p lang='"><img src=x onerror=pwn()>'>${bad}</p>`,
  `<abbr title="--><img src=x onerror=pwn()>">${bad}</abbr>`,
  `<img alt="</style></title></textarea>${bad.replaceAll('"', '')}" src=x onerror=pwn()>`,
]

const embeddedData: readonly string[] = [
  `<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9cHduKCk+" onerror=pwn()>`,
  `<img src="data:text/html,<script>pwn()</script>" onerror=pwn()>`,
  `<img src="data:image/png;base64,AAAA&quot; onerror=&quot;pwn()" onerror=pwn()>`,
  `<img src="data:image/svg+xml,<svg/onload=pwn()>" onerror=pwn()>`,
  `<img src="data:image/png,<script>pwn()</script>" onerror=pwn()>`,
  `<img src="data:image/png;charset=x;base64,AAAA" onerror=pwn()>`,
  `<img src="DATA:IMAGE/SVG+XML;BASE64,PHN2Zy8+" onerror=pwn()>`,
  `<img src="data:image/png;base64,AAAA\n\t AAAA" onerror=pwn()>`,
]

export const mutations: readonly string[] = [...hiddenEnds, ...published, ...disorder, ...embeddedData].map((vector) =>
  vector.includes('onerror=pwn()') || vector.includes('pwn()') ? vector : `${vector}${bad}`,
)
