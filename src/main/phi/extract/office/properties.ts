import type { Reading } from '../reading.ts'
import { walkXml } from './xml.ts'

type Property = readonly [label: string, value: string]

/** What the elements of `docProps/core.xml`, `docProps/app.xml` and an ODF `meta.xml` are called in results. */
const LABELS: Readonly<Record<string, string>> = {
  creator: 'Author',
  'initial-creator': 'Author',
  lastModifiedBy: 'Last modified by',
  title: 'Title',
  subject: 'Subject',
  keywords: 'Keywords',
  keyword: 'Keywords',
  description: 'Comments',
  category: 'Category',
  contentStatus: 'Status',
  Manager: 'Manager',
  Company: 'Company',
  'printed-by': 'Printed by',
}

/** The properties that people see under "Properties"; dates and counts of the program are left out. */
export function namedProperties(bytes: Uint8Array, reading: Reading): Property[] {
  const found: Property[] = []
  let label: string | undefined
  let value = ''
  walkXml(bytes, reading, {
    open: (name) => {
      if (!Object.hasOwn(LABELS, name)) return
      label = LABELS[name]
      value = ''
    },
    text: (text) => {
      if (label !== undefined) value += text
    },
    close: (name) => {
      if (label === undefined || LABELS[name] !== label) return
      found.push([label, value])
      label = undefined
    },
  })
  return found
}

/** Properties that the author added: `<property name="Patient"><vt:lpwstr>…` and `<meta:user-defined meta:name=…>`. */
export function customProperties(bytes: Uint8Array, reading: Reading): Property[] {
  const found: Property[] = []
  let label: string | undefined
  let value = ''
  walkXml(bytes, reading, {
    open: (name, attributes) => {
      if (name !== 'property' && name !== 'user-defined') return
      label = attributes['name'] ?? ''
      value = ''
    },
    text: (text) => {
      if (label !== undefined) value += text
    },
    close: (name) => {
      if (label === undefined || (name !== 'property' && name !== 'user-defined')) return
      found.push([label === '' ? 'Property' : label, value])
      label = undefined
    },
  })
  return found
}
