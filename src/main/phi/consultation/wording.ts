import type { Label } from '../categories.ts'

/** What stands where a value stood that has no milder form. */
const removed: Partial<Record<Label, string>> = {
  DATE: '[date removed]',
  PHONE: '[phone number removed]',
  FAX: '[fax number removed]',
  EMAIL: '[mail address removed]',
  SSN: '[Social Security number removed]',
  MRN: '[record number removed]',
  HPBN: '[health plan number removed]',
  ACCOUNT: '[account number removed]',
  LICENSE: '[license number removed]',
  VEHICLE: '[vehicle number removed]',
  DEVICE: '[device number removed]',
  URL: '[web address removed]',
  IP: '[network address removed]',
  BIOMETRIC: '[personal trait removed]',
  PHOTO: '[picture removed]',
}

export function removedWording(label: Label, recognizer: string): string {
  return recognizer === 'payment-card' ? '[card number removed]' : (removed[label] ?? '[number removed]')
}

export const earlierMessage = '[earlier message]'
/** 45 CFR 164.514(b)(2)(i)(C): ages over 89 "may be aggregated into a single category of age 90 or older". */
export const aggregatedAge = '90 or older'

/** Begins the words with a capital where a sentence begins. */
export function atSentenceStart(words: string, before: string): string {
  const isStart = /(?:^|[.!?:]["”’)]?\s+|\n[>\s]*|^[>\s]+)$/.test(before.slice(-12)) && !/:\s+$/.test(before)
  return isStart && /^[a-z]/.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : words
}
