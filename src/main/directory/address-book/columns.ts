import type { BookField } from '../../../shared/contract/index.ts'

/**
 * What columns are called, without signs and in lower case, by Outlook, Google Contacts, Apple (through Numbers),
 * Thunderbird and Sealpost, in English; and the commonest in Spanish.
 */
const names: Readonly<Record<BookField, readonly string[]>> = {
  name: ['name', 'fullname', 'displayname', 'fileas', 'patientname', 'patient', 'nombrecompleto'],
  'first-name': ['firstname', 'givenname', 'first', 'forename', 'nombre'],
  'last-name': ['lastname', 'familyname', 'last', 'surname', 'apellidos', 'apellido'],
  address: ['email', 'emailaddress', 'mail', 'mailaddress', 'primaryemail', 'secondaryemail', 'correo'],
  nickname: ['nickname', 'alsocalled', 'preferredname', 'maidenname', 'apodo'],
  phone: ['phone', 'phonenumber', 'mobile', 'telephone', 'cell', 'cellphone', 'telefono'],
  'birth-date': ['birthday', 'birthdate', 'dateofbirth', 'dob', 'born', 'fechadenacimiento'],
  'record-number': [
    'recordnumber',
    'mrn',
    'medicalrecordnumber',
    'chartnumber',
    'patientid',
    'accountnumber',
  ],
  kind: ['kind', 'contacttype'],
  'reads-mail-on': ['readsmailon'],
  'agreed-on': ['agreedtoemailon', 'emailconsentdate', 'agreedtoemail'],
}

const byName = new Map(
  Object.entries(names).flatMap(([field, list]) => list.map((name) => [name, field as BookField] as const)),
)

/** What a column is taken for, by its name; null: nothing that is kept. */
export function fieldOfColumn(name: string): BookField | null {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  const known = byName.get(plain)
  if (known !== undefined) return known
  // Outlook: "E-mail 2 Address"; Google: "E-mail 1 - Value"; Apple: "Email 2"; Sealpost: "E-mail 1".
  if (/^email\d{0,2}(?:address|value)?$/.test(plain)) return 'address'
  // Outlook: "Mobile Phone", "Home Phone 2"; Google: "Phone 1 - Value".
  if (/^(?:mobile|home|business|primary|other|car|main)?(?:phone|mobile)\d{0,2}(?:value)?$/.test(plain))
    return 'phone'
  return null
}
