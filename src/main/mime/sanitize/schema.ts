import type { Schema } from 'hast-util-sanitize'

const length = /^\d{1,4}(\.\d{1,3})?%?$/
const align = /^(left|right|center|justify)$/i
const vAlign = /^(top|middle|bottom|baseline)$/i
const box: NonNullable<Schema['attributes']>[string] = [
  ['align', align],
  ['vAlign', vAlign],
  ['width', length],
  ['height', length],
]

/**
 * The last gate: what may be in the document at all. Elements not listed are replaced by their children, those
 * in `strip` go with their content. There is no `href`, no `id`, no `name` and no `src` but `data:` images, so
 * nothing here can navigate, fetch, submit or be found by name. There is no `bdo`, which turns words round.
 */
export const frameSchema: Schema = {
  tagNames: (
    'a abbr acronym address article aside b bdi big blockquote br caption center cite code col colgroup dd del ' +
    'details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ' +
    'nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th ' +
    'thead time tr tt u ul var wbr'
  ).split(' '),
  strip: (
    'applet audio base basefont bgsound canvas datalist dialog embed fencedframe frame frameset head iframe input ' +
    'isindex keygen link listing map math menuitem meta meter noembed noframes noscript object option optgroup param ' +
    'picture plaintext portal progress script select slot source style svg template textarea title track video xmp'
  ).split(' '),
  attributes: {
    '*': [
      'className',
      ['dir', 'ltr', 'rtl', 'auto'],
      ['lang', /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i],
      'style',
    ],
    a: ['dataHref', 'dataLink', ['role', 'link'], ['tabIndex', 0]],
    abbr: ['title'],
    acronym: ['title'],
    col: [...box, ['span', /^\d{1,3}$/]],
    colgroup: [...box, ['span', /^\d{1,3}$/]],
    details: ['open'],
    div: [['align', align]],
    font: [['size', /^[+-]?[1-7]$/]],
    hr: [['width', length]],
    img: ['alt', ['src', /^data:image\/(png|jpeg|gif|webp|bmp);base64,/], ...box, ['border', /^\d{1,2}$/]],
    li: [['value', /^-?\d{1,6}$/]],
    ol: [
      ['start', /^-?\d{1,6}$/],
      ['type', /^[1aAiI]$/],
    ],
    p: [['align', align]],
    table: [...box, ['border', /^\d{1,2}$/], ['cellPadding', /^\d{1,3}$/], ['cellSpacing', /^\d{1,3}$/]],
    tbody: box,
    td: [...box, ['colSpan', /^\d{1,3}$/], ['rowSpan', /^\d{1,3}$/]],
    tfoot: box,
    th: [...box, ['colSpan', /^\d{1,3}$/], ['rowSpan', /^\d{1,3}$/]],
    thead: box,
    tr: box,
  },
  protocols: { src: ['data'] },
  ancestors: {},
  clobber: [],
  required: {},
  allowComments: false,
  allowDoctypes: false,
}

/** For mail that leaves: links keep their target, since the recipient's program decides about them. */
export const outgoingSchema: Schema = {
  ...frameSchema,
  attributes: { ...frameSchema.attributes, a: [['href', /^(https?|mailto):/]] },
  protocols: { ...frameSchema.protocols, href: ['https', 'http', 'mailto'] },
}
