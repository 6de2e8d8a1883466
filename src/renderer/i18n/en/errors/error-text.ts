/** What happened, what is safe, what to do next. Values in braces come from the failure's detail (error-text.ts). */
export type ErrorText = { readonly happened: string; readonly safe: string; readonly next: string }

/** Stands where a failure names no value. */
export const errorWords = {
  delimiter: '/',
  host: 'Your mail host',
  date: 'an earlier day',
  size: 'its size',
  limit: 'the limit',
  name: 'the file',
  address: 'this address',
  needed: 'some space',
  file: 'a file of it',
  number: 'in force',
  current: 'that',
  algorithm: 'a key or a signature',
  share: 'A share',
  firstShare: 'The first share',
  secondShare: 'The second share',
} as const
