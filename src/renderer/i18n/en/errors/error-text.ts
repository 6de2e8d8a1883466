/** What happened, what is safe, what to do next. Values in braces come from the failure's detail (error-text.ts). */
export type ErrorText = { readonly happened: string; readonly safe: string; readonly next: string }

/** Stands where a failure names no value. */
export const errorWords = {
  host: 'Your mail host',
  date: 'an earlier day',
  size: 'its size',
  limit: 'the limit',
  name: 'the file',
  address: 'this address',
  needed: 'some space',
  algorithm: 'a key or a signature',
} as const
