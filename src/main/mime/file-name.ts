import { displayText } from './header-fields.ts'
import { limits } from './limits.ts'

/** What was wrong with a sender's file name, or is dangerous about its kind. */
export type FileNameFlag =
  'path' | 'control' | 'bidi' | 'reserved' | 'double-extension' | 'executable' | 'shortened' | 'missing'

export type SafeFileName = { readonly fileName: string; readonly flags: readonly FileNameFlag[] }

/** Names that Windows gives to devices, whatever their extension. */
const reservedNames = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i

/** Extensions that run code when opened on Windows, macOS or Linux. */
const executableExtensions: ReadonlySet<string> = new Set(
  (
    'ade adp app appimage appinstaller application appref-ms appx appxbundle bat cmd com command cpl deb desktop ' +
    'dll dmg exe gadget hta inf ins iqy iso img isp jar jnlp js jse ksh lnk mht mhtml msc msi msix msixbundle msp ' +
    'mst msu pif pkg ppam ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw rdp reg rpm run scf scpt scr sct sh shb shs ' +
    'slk svg terminal tool url vb vbe vbs vhd vhdx vxd website workflow ws wsc wsf wsh xbap xll xlam xlsm xnk ' +
    'docm dotm pptm potm ppsm sldm xltm one onepkg library-ms search-ms settingcontent-ms chm html htm xhtml shtml'
  ).split(' '),
)

/** Extensions that a dangerous one hides behind: `invoice.pdf.exe`. */
const coverExtensions =
  /\.(pdf|docx?|xlsx?|pptx?|txt|rtf|csv|jpe?g|png|gif|webp|heic|zip|mp[34]|mov|eml|ics|vcf)\s*\.[a-z0-9-]{1,12}$/i

/**
 * A sender's file name made safe to show and to write into a folder of the user's choosing: one path
 * component, no control, bidi or zero-width characters, no reserved device name, no leading dot, bounded length.
 * @param suggested decoded name from the message, or null
 * @param fallback name to use where nothing is left
 */
export function sanitizeFileName(suggested: string | null, fallback: string): SafeFileName {
  const flags = new Set<FileNameFlag>()
  const original = suggested ?? ''
  if (/[\u0000-\u001f\u007f-\u009f]/.test(original)) flags.add('control')
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/.test(original)) flags.add('bidi')
  let name = displayText(original.replaceAll('\0', '')).normalize('NFC')
  if (/[/\\]/.test(name) || /^[a-z]:/i.test(name)) flags.add('path')
  name = lastComponent(name)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const stem = name.split('.')[0] ?? ''
  if (reservedNames.test(stem.trim())) {
    flags.add('reserved')
    name = `_${name}`
  }
  if (name.length > limits.maxFileNameLength) {
    flags.add('shortened')
    name = shorten(name)
  }
  if (coverExtensions.test(name) && executableExtensions.has(extensionOf(name))) flags.add('double-extension')
  if (executableExtensions.has(extensionOf(name))) flags.add('executable')
  if (name === '') flags.add('missing')
  return { fileName: name === '' ? fallback : name, flags: [...flags] }
}

function lastComponent(name: string): string {
  const components = name
    .replace(/^[a-z]:/i, '')
    .split(/[/\\]/)
    .filter((part) => !/^[\s.]*$/.test(part))
  return components.at(-1) ?? ''
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0
    ? ''
    : name
        .slice(dot + 1)
        .trim()
        .toLowerCase()
}

/** Keeps the extension, since it decides what opens the file. */
function shorten(name: string): string {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : ''
  const stem = name.slice(0, limits.maxFileNameLength - extension.length)
  return stem.replace(/[\ud800-\udbff]$/, '').trimEnd() + extension
}
