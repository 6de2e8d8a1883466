import { Buffer } from 'node:buffer'
import ExifReader from 'exifreader'
import type { Category } from '../categories.ts'
import type { FileToRead, Reading } from './reading.ts'
import { findXmp, xmpProperties } from './xmp.ts'

/** A line of the properties; with a category where the tag itself says that it identifies someone. */
type Line = { readonly label: string; readonly value: string; readonly known?: Known }
type Known = { readonly category: Category; readonly because: string }

const CAMERA: Known = { category: 'M', because: 'serial number of the camera, written into the picture' }
const LENS: Known = { category: 'M', because: 'serial number of the lens, written into the picture' }
const OWNER: Known = { category: 'A', because: 'name of the camera’s owner, written into the picture' }
const POSITION: Known = { category: 'B', because: 'position where the picture was taken (GPS)' }

/** Tags of EXIF and IPTC that people or their devices wrote about people. */
const TAGS: Readonly<Record<string, { readonly label: string; readonly known?: Known }>> = {
  BodySerialNumber: { label: 'Camera serial number', known: CAMERA },
  CameraSerialNumber: { label: 'Camera serial number', known: CAMERA },
  SerialNumber: { label: 'Camera serial number', known: CAMERA },
  InternalSerialNumber: { label: 'Camera serial number', known: CAMERA },
  LensSerialNumber: { label: 'Lens serial number', known: LENS },
  CameraOwnerName: { label: 'Camera owner', known: OWNER },
  OwnerName: { label: 'Camera owner', known: OWNER },
  Artist: { label: 'Author' },
  Copyright: { label: 'Copyright' },
  ImageDescription: { label: 'Description' },
  UserComment: { label: 'Comment' },
  HostComputer: { label: 'Computer' },
  XPTitle: { label: 'Title' },
  XPComment: { label: 'Comment' },
  XPAuthor: { label: 'Author' },
  XPKeywords: { label: 'Keywords' },
  XPSubject: { label: 'Subject' },
  DateTimeOriginal: { label: 'Taken' },
  'By-line': { label: 'Author' },
  'Caption/Abstract': { label: 'Description' },
  'Object Name': { label: 'Title' },
  Headline: { label: 'Title' },
  Keywords: { label: 'Keywords' },
  City: { label: 'City' },
  'Sub-location': { label: 'Place' },
}

const LONGEST_VALUE = 2_000

/**
 * The metadata of a picture (EXIF, IPTC, XMP, texts of a PNG; in JPEG, TIFF, PNG, WebP and HEIC). What it shows can't
 * be read, so the picture itself is always named as not scanned.
 */
export function readImage({ id, bytes }: FileToRead, reading: Reading): void {
  reading.unread(id, 'image')
  const part = `${id}#properties`
  let text = ''
  for (const { label, value, known } of linesOf(bytes)) {
    const start = text.length + label.length + 2
    text += `${label}: ${value}\n`
    if (known !== undefined)
      reading.findings.push({ ...known, part, start, end: start + value.length, score: 0.95 })
  }
  reading.text(part, text)
  const xmp = findXmp(bytes)
  if (xmp !== undefined) reading.properties(`${id}#xmp`, xmpProperties(xmp))
}

function linesOf(bytes: Uint8Array): Line[] {
  const tags = readTags(bytes)
  if (tags === undefined) return []
  const lines: Line[] = []
  const { Latitude, Longitude } = tags.gps ?? {}
  if (isPlace(Latitude) && isPlace(Longitude) && (Latitude !== 0 || Longitude !== 0))
    lines.push({
      label: 'Position',
      value: `${Latitude.toFixed(5)}, ${Longitude.toFixed(5)}`,
      known: POSITION,
    })
  for (const group of [tags.exif, tags.iptc, tags.makerNotes] as (Record<string, unknown> | undefined)[]) {
    for (const [name, tag] of Object.entries(group ?? {})) {
      const wanted = Object.hasOwn(TAGS, name) ? TAGS[name] : undefined
      const value = wanted === undefined ? '' : described(tag)
      if (wanted !== undefined && value !== '') lines.push({ ...wanted, value: readable(name, value) })
    }
  }
  for (const [name, tag] of Object.entries(tags.pngText ?? {})) {
    const value = described(tag)
    if (value !== '' && !/^(?:software|xml:com|raw profile)/i.test(name)) lines.push({ label: name, value })
  }
  return lines
}

function readTags(bytes: Uint8Array): ExifReader.ExpandedTags | undefined {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // XMP is read apart, without a document tree; colour profiles and previews say nothing about people.
    const excludeTags = { xmp: true, icc: true, thumbnail: true, photoshop: true, mpf: true } as const
    return ExifReader.load(buffer, { expanded: true, includeUnknown: false, excludeTags })
  } catch {
    // No metadata, or broken ones: the picture is named as not scanned either way.
    return undefined
  }
}

const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

function described(tag: unknown): string {
  if (Array.isArray(tag)) return tag.map(described).filter(Boolean).join(', ')
  if (typeof tag !== 'object' || tag === null || !('description' in tag)) return ''
  return String(tag.description).replace(/\0/g, '').trim().slice(0, LONGEST_VALUE)
}

/** EXIF writes dates with colons. */
function readable(name: string, value: string): string {
  return name.startsWith('DateTime') ? value.replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3') : value
}
