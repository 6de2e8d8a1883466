type Property = readonly [label: string, value: string]

/** Stamps of the program; technical values of the picture. */
const FURNITURE =
  /^(?:(?:xmlns|rdf|x|xml|stEvt|stRef|crs|tiff|xmpMM|xmpTPg|stDim|stFnt|xmpG|pdfaid|pdfuaid|pdfaExtension|pdfaSchema|pdfaProperty|exifEX:Photo|GDepth|GImage)(?::.*)?|xmp:(?:CreatorTool|CreateDate|ModifyDate|MetadataDate|Rating)|pdf:Producer|dc:format|exif:(?!GPS|UserComment|ImageUniqueID).*|aux:(?!OwnerName|SerialNumber|LensSerialNumber).*|photoshop:(?:ICCProfile|ColorMode|LegacyIPTCDigest|DateCreated))$/
const ATTRIBUTE =
  /\s([A-Za-z][\w.-]{0,60}:[\w.-]{1,80})\s{0,3}=\s{0,3}(?:"([^"<]{1,4000})"|'([^'<]{1,4000})')/g
const ELEMENT = /<([A-Za-z][\w.-]{0,60}:[\w.-]{1,80})(?:\s[^<>]{0,4000})?>|<\/[^<>]{1,200}>|([^<>]{1,4000})/g
/** Longer packets hold previews and histories. */
const LONGEST = 2_000_000

/** ISO 16684-1: the properties of an XMP packet, each by the name of its innermost element that isn't a list. */
export function xmpProperties(packet: string): Property[] {
  const text = packet.slice(0, LONGEST)
  const found: Property[] = []
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (!FURNITURE.test(name)) found.push([label(name), unescaped(double ?? single ?? '')])
  }
  let current = ''
  for (const [, opened, between] of text.matchAll(ELEMENT)) {
    if (opened !== undefined) {
      if (!opened.startsWith('rdf:')) current = opened
    } else if (between !== undefined && between.trim() !== '' && current !== '' && !FURNITURE.test(current))
      found.push([label(current), unescaped(between)])
  }
  return found
}

/** The XMP packet in a picture; it stands there as plain text. */
export function findXmp(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(bytes)
  const start = text.indexOf('<x:xmpmeta')
  if (start < 0) return undefined
  const end = text.indexOf('</x:xmpmeta>', start)
  return new TextDecoder().decode(bytes.subarray(start, end < 0 ? start + LONGEST : end))
}

function label(name: string): string {
  const plain = name.slice(name.indexOf(':') + 1)
  const words = plain.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words === 'creator' ? 'Author' : words.charAt(0).toUpperCase() + words.slice(1)
}

function unescaped(value: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name] ?? '')
}
