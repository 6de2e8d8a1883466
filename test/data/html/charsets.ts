import { url } from './spellings.ts'

/** A mail's bytes with the charset that its part names; `null` names none. One byte a character. */
export interface EncodedVector {
  readonly charset: string | null
  readonly bytes: string
}

const bad = '<img src=x onerror=pwn()>'
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const utf16 = (text: string) => latin1(Buffer.from(text, 'utf16le'))
const utf16be = (text: string) => latin1(Buffer.from(text, 'utf16le').swap16())

/** What two readers take for two texts: marks of byte order, escapes of another alphabet, halves of letters. */
export const encodedVectors: readonly EncodedVector[] = [
  { charset: 'utf-7', bytes: `+ADw-img src+AD0-x onerror+AD0-pwn()+AD4-${bad}` },
  { charset: 'UTF-7', bytes: `+/v8 +ADw-script+AD4-pwn()+ADw-/script+AD4-${bad}` },
  { charset: null, bytes: `+/v8-+ADw-script+AD4-pwn()+ADw-/script+AD4-${bad}` },
  { charset: 'utf-16le', bytes: utf16(bad) },
  { charset: 'utf-16be', bytes: utf16be(bad) },
  { charset: 'utf-16', bytes: `\xff\xfe${utf16(bad)}` },
  { charset: 'utf-16', bytes: `\xfe\xff${utf16be(bad)}` },
  { charset: 'us-ascii', bytes: `\xff\xfe${utf16(bad)}` },
  { charset: null, bytes: `\xfe\xff${utf16be(bad)}` },
  { charset: 'utf-8', bytes: `\xef\xbb\xbf${bad}` },
  { charset: 'iso-8859-1', bytes: `\xef\xbb\xbf${bad}` },
  { charset: 'utf-8', bytes: `<p title="\xc3">${bad}">\xe2\x80${bad}` },
  { charset: 'utf-8', bytes: `\xc0\xbcimg src=x onerror=pwn()\xc0\xbe${bad}` },
  { charset: 'utf-8', bytes: `<img src=x\xe2\x80\xa8onerror=pwn()>${bad}` },
  { charset: 'shift_jis', bytes: `<p title="\x81">${bad}">x` },
  { charset: 'gbk', bytes: `<p title="\x81"><img src=x onerror=pwn()>x` },
  { charset: 'big5', bytes: `<p title="\xa1"><img src=x onerror=pwn()>x` },
  { charset: 'euc-jp', bytes: `<p title="\x8f\xa1">${bad}">x` },
  { charset: 'euc-kr', bytes: `<p title="\xa1"><img src=x onerror=pwn()>x` },
  { charset: 'gb18030', bytes: `<p title="\x81\x30">${bad}">x` },
  { charset: 'hz-gb-2312', bytes: `<p title="~{">${bad}~}">${bad}` },
  { charset: 'iso-2022-jp', bytes: `<p title="\x1b$@">x</p>\x1b(B<p title="">${bad}` },
  { charset: null, bytes: `<p title="\x1b$@">\x1b(B${bad}<p title="">${bad}` },
  { charset: 'utf-8', bytes: `\x1b$@\x1b(B<p title="\x1b(J\\">${bad}` },
  { charset: 'iso-2022-jp', bytes: `\x1b(J<p title="\\">${bad}">x` },
  { charset: 'iso-2022-kr', bytes: `\x1b$)C\x0e<<\x0f${bad}` },
  { charset: 'utf-32', bytes: `\xff\xfe\0\0${bad}` },
  { charset: 'x-user-defined', bytes: `\xbcimg\xbe${bad}` },
  { charset: 'x-unknown', bytes: bad },
  { charset: 'utf-8"; charset="utf-7', bytes: `+ADw-b+AD4-${bad}` },
  { charset: 'ebcdic-cp-us', bytes: `L\x89\x94\x87${bad}` },
  { charset: 'utf-8', bytes: `<meta charset=utf-7>+ADw-img src+AD0-x onerror+AD0-pwn()+AD4-${bad}` },
  { charset: null, bytes: `<meta http-equiv=content-type content="text/html;charset=utf-16">${bad}` },
  { charset: null, bytes: `<?xml version="1.0" encoding="utf-7"?>+ADw-b+AD4-${bad}` },
  { charset: 'utf-8', bytes: `<link rel=stylesheet charset=utf-7 href="data:text/css,@import '${url}'">${bad}` },
  { charset: 'windows-1252', bytes: `<img src=x\xa0onerror=pwn()>\x8bimg\x9b${bad}` },
]
