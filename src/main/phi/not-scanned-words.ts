import type { NotScannedReason } from './types.ts'

/** Why something couldn't be scanned, in words; the codes stay the same from version to version. */
export const notScannedWords: Readonly<Record<NotScannedReason, string>> = {
  encrypted: 'it is encrypted or needs a password',
  damaged: 'it is damaged, or not what its name says',
  'too-large': 'it is larger than the scan takes',
  'too-deep': 'it lies in too many files within files',
  'unknown-type': 'its format is not known',
  'endless-digits': 'it holds thousands of digits in a row, in which the scan finds nothing',
  image: 'a picture: a face or a text in it can’t be seen by the scan',
  'audio-or-video': 'a recording: a voice, a face or what is said can’t be heard by the scan',
  'read-in-part': 'an old or unusual format, read only in part',
  'too-complex': 'it is built in a way that would exhaust the computer',
  'took-too-long': 'reading it took too long',
  unreadable: 'the file can’t be opened',
  changed: 'the file changed while it was read',
  'no-file': 'a link or a device, not a file',
  'not-extracted': 'it is read when the message is sent',
}
