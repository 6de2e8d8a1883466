/**
 * Well-formed messages of the corpus on which another parser says something else, with the reason. What only makes no
 * text from HTML isn't listed; what is flagged as ambiguous isn't compared, since there the difference is the point.
 */
type Reasons = Readonly<Record<string, string>>

const flattens = 'flattens nested messages into the text'
const noTnef = 'knows no TNEF'
const whatwgAlone = 'knows the charsets of the WHATWG alone'
const takes1252 = 'takes Windows-1252 where UTF-8 is valid'
const takesUtf8 = 'takes UTF-8 where it is not valid'
const noFlowed = 'undoes no format=flowed'
const joinedMark = 'keeps the quote mark of a joined line'
const unknownCharset = 'fails on a charset that it does not know'
const textBesideHtml = 'joins plain parts that stand beside HTML ones'
const cryptoControl = 'leaves out all parts of encrypted or signed mail that are not content'

export const differencesToPostalMime: Reasons = {
  'apple-mixed-html': textBesideHtml,
  'charset-cp437': whatwgAlone,
  'charset-cp850': whatwgAlone,
  'charset-hz': whatwgAlone,
  'charset-iso-2022-kr': whatwgAlone,
  'charset-label-with-language': takes1252,
  'charset-label-x-unknown': takes1252,
  'charset-none-gb18030-bytes': takesUtf8,
  'charset-unknown': takes1252,
  'charset-utf-7': whatwgAlone,
  'charset-utf-7-hides-tags': whatwgAlone,
  'charset-very-long-label': takes1252,
  'crypto-pgp-encrypted-three-parts': 'shows what stands beside the encrypted part',
  'crypto-pgp-exchange-broken': cryptoControl,
  'crypto-signed-signature-first': cryptoControl,
  'damage-flowed-quotes': joinedMark,
  'damage-qp-soft-break-with-space': 'takes white space before a soft break for text (RFC 2045 6.7, rule 3)',
  'damage-signature-in-flowed': 'joins the signature to the text (RFC 3676 4.3)',
  digest: flattens,
  flowed: joinedMark,
  'plain-mislabelled-ascii': takes1252,
  'plain-unlabelled-latin1': takesUtf8,
  'program-arf-mailing-list-digest': flattens,
  'program-thunderbird-flowed': joinedMark,
  'structure-html-left-open': 'lets a comment of one part swallow the next',
  'structure-inline-text-with-name': 'takes a named text for body',
  'structure-only-close': 'shows nothing of a body without a part',
  'structure-rfc822-at-root': flattens,
  'structure-rfc822-empty': flattens,
  'structure-rfc822-nested': flattens,
  'tnef-body-plain': noTnef,
  'tnef-body-rtf': noTnef,
  'tnef-body-unicode-beats-rtf': noTnef,
  'tnef-count-of-properties-false': noTnef,
  'tnef-cut-off': noTnef,
  'tnef-two-files': noTnef,
  'words-unknown-charset': takes1252,
  'words-utf-7': whatwgAlone,
}

export const differencesToPython: Reasons = {
  'apple-mixed-html': textBesideHtml,
  'base64-chunks': 'stops at the first padding',
  'charset-empty-label': 'takes ASCII where the label is empty',
  'charset-gb2312-holds-gbk': 'keeps to the smaller charset that is named',
  'charset-iso-8859-8-i': unknownCharset,
  'charset-label-x-unknown': unknownCharset,
  'charset-none-gb18030-bytes': takesUtf8,
  'charset-unknown': unknownCharset,
  'charset-us-ascii-with-windows': 'keeps to the smaller charset that is named',
  'charset-utf8-mislabelled-latin1': 'takes ISO-8859-1 for itself, not for Windows-1252',
  'charset-very-long-label': unknownCharset,
  'charset-windows-1252-as-latin1': 'takes ISO-8859-1 for itself, not for Windows-1252',
  'charset-windows-874': unknownCharset,
  'crypto-pgp-encrypted-three-parts': 'shows what stands beside the encrypted part',
  'crypto-pgp-exchange-broken': cryptoControl,
  'crypto-signed-signature-first': cryptoControl,
  'damage-byte-order-mark': 'takes a byte order mark for the end of the header',
  'damage-flowed-last-line-soft': noFlowed,
  'damage-flowed-quotes': noFlowed,
  'damage-flowed-stuffed-from': noFlowed,
  'damage-flowed-upper-case': noFlowed,
  'damage-qp-lone-cr': 'ends lines at a lone CR and loses what follows',
  'damage-qp-soft-break-with-space': 'takes white space before a soft break for text (RFC 2045 6.7, rule 3)',
  flowed: noFlowed,
  'flowed-delsp': noFlowed,
  'headers-content-type-comment': 'ends a comment at a semicolon',
  'headers-encoding-with-comment': 'takes a comment for a part of the encoding',
  'mailing-list': textBesideHtml,
  'parameter-comment-before-value': 'knows no comment before a value',
  'plain-mislabelled-ascii': 'keeps to the smaller charset that is named',
  'plain-unlabelled-latin1': takesUtf8,
  'program-thunderbird-flowed': noFlowed,
  'structure-html-left-open': 'takes the last part alone',
  'structure-only-close': 'shows nothing of a body without a part',
  'tnef-body-plain': noTnef,
  'tnef-body-rtf': noTnef,
  'tnef-body-unicode-beats-rtf': noTnef,
  'tnef-count-of-properties-false': noTnef,
  'tnef-cut-off': noTnef,
  'tnef-two-files': noTnef,
}
