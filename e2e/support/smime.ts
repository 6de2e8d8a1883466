import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import type { Lab } from '../lab/index.ts'
import { goTo } from './steps.ts'

const run = promisify(execFile)

/** Of the .p12 files that the specs import. */
export const p12Password = 'ledger-comet-19'

export async function openSmimeSettings(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'S/MIME certificate', exact: true }).click()
}

/** The sheet in which Dr. Lee gets a key or a certificate. */
export async function openKeySheet(page: Page, { people: { lee } }: Lab): Promise<Locator> {
  await goTo(page, 'Patients')
  await page.getByText('Colleagues', { exact: true }).click()
  await page.getByRole('option', { name: lee.name }).click()
  await page.getByRole('button', { name: 'Add a key' }).click()
  return page.getByRole('dialog', { name: 'A key for Dr. Lee' })
}

type Person = { readonly name: string; readonly address: string }

/** The header of a mail that openssl signs or encrypts. */
export const smimeHeader = (from: Person, to: Person, subject: string): string[] => [
  `From: "${from.name}" <${from.address}>`,
  `To: ${to.address}`,
  `Subject: ${subject}`,
  `Message-ID: <${subject.replaceAll(' ', '-')}@lakeside-counseling.test>`,
  `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
]

/** Someone's S/MIME certificate and key as files, made by openssl under the lab's authority. */
export type SmimePerson = {
  readonly certPath: string
  readonly keyPath: string
  /** PKCS#12 with the certificate and its key. */
  readonly p12Path: string
}

/** An authority's certificate and key as files. */
export type SmimeAuthority = { readonly certPath: string; readonly keyPath: string }

type Recipe = {
  readonly name: string
  readonly address: string
  readonly p12Password?: string
  /** Who issues it; the lab's authority, which the app trusts from the start, unless told. */
  readonly authority?: SmimeAuthority
  readonly rsaBits?: number
  readonly digest?: 'sha256' | 'sha1'
  /** First and last moment, as YYYYMMDDHHMMSSZ; 30 days from now unless told. */
  readonly validity?: readonly [string, string]
}

/** Issues certificates for mail in `folder`, and reads and writes mail as a colleague's program would. */
export class SmimeColleague {
  readonly #lab: Lab
  readonly #folder: string
  #count = 0

  constructor(lab: Lab, folder: string) {
    this.#lab = lab
    this.#folder = folder
  }

  /** A root that nobody trusts yet. */
  async makeAuthority(name: string): Promise<SmimeAuthority> {
    const folder = path.join(this.#folder, `authority-${String(++this.#count)}`)
    await mkdir(folder, { recursive: true })
    const [certPath, keyPath] = [path.join(folder, 'root.pem'), path.join(folder, 'root.key')]
    await run('openssl', [
      ...['req', '-x509', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
      ...['-nodes', '-sha256', '-days', '30'],
      ...['-subj', `/CN=${name}`, '-keyout', keyPath, '-out', certPath],
      ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ])
    return { certPath, keyPath }
  }

  /** The list of what an authority took back, as of now, for seven days. */
  async list({ certPath, keyPath }: SmimeAuthority, revoked: readonly SmimePerson[]): Promise<string> {
    const folder = path.join(this.#folder, `list-${String(++this.#count)}`)
    await mkdir(folder, { recursive: true })
    const at = (file: string) => path.join(folder, file)
    await writeFile(at('index'), '')
    await writeFile(at('number'), '01\n')
    await writeFile(
      at('ca.cnf'),
      [
        ...['[ca]', 'default_ca=lab', '[lab]', `database=${at('index')}`, `crlnumber=${at('number')}`],
        ...['default_md=sha256', 'default_crl_days=7', 'unique_subject=no', ''],
      ].join('\n'),
    )
    const authority = ['ca', '-config', at('ca.cnf'), '-cert', certPath, '-keyfile', keyPath]
    for (const person of revoked) {
      await run('openssl', [...authority, '-revoke', person.certPath, '-crl_reason', 'keyCompromise'])
    }
    await run('openssl', [...authority, '-gencrl', '-out', at('issued.crl')])
    return at('issued.crl')
  }

  /** A certificate with its key, as `recipe` has it: right, or wrong in one point. */
  async issue({
    name,
    address,
    p12Password = '',
    authority = this.#labAuthority(),
    rsaBits = 2048,
    digest = 'sha256',
    validity,
  }: Recipe): Promise<SmimePerson> {
    const folder = path.join(this.#folder, `issued-${String(++this.#count)}`)
    await mkdir(path.join(folder, 'new'), { recursive: true })
    const at = (file: string) => path.join(folder, file)
    await run('openssl', [
      ...['req', '-new', '-newkey', `rsa:${String(rsaBits)}`, '-nodes', '-sha256'],
      ...['-subj', `/CN=${name}`, '-keyout', at('key.pem'), '-out', at('request.pem')],
    ])
    await writeFile(at('serial'), `${String(Date.now())}${String(this.#count).padStart(3, '0')}\n`)
    await writeFile(at('index'), '')
    await writeFile(
      at('extensions'),
      [
        'basicConstraints=critical,CA:FALSE',
        'keyUsage=critical,digitalSignature,keyEncipherment',
        'extendedKeyUsage=emailProtection',
        `subjectAltName=email:${address}`,
      ].join('\n'),
    )
    await writeFile(
      at('ca.cnf'),
      [
        ...['[ca]', 'default_ca=lab', '[lab]', `database=${at('index')}`, `serial=${at('serial')}`],
        ...[`new_certs_dir=${at('new')}`, 'policy=any', `default_md=${digest}`, 'default_days=30'],
        ...['unique_subject=no', '[any]', 'commonName=supplied', ''],
      ].join('\n'),
    )
    await run('openssl', [
      ...['ca', '-batch', '-notext', '-config', at('ca.cnf'), '-cert', authority.certPath],
      ...['-keyfile', authority.keyPath, '-in', at('request.pem')],
      ...['-out', at('cert.pem'), '-extfile', at('extensions'), '-outdir', at('new')],
      ...(validity === undefined ? [] : ['-startdate', validity[0], '-enddate', validity[1]]),
    ])
    await run('openssl', [
      ...['pkcs12', '-export', '-in', at('cert.pem'), '-inkey', at('key.pem'), '-out', at('own.p12')],
      ...['-passout', `pass:${p12Password}`],
    ])
    return { certPath: at('cert.pem'), keyPath: at('key.pem'), p12Path: at('own.p12') }
  }

  #labAuthority(): SmimeAuthority {
    const { caPath } = this.#lab
    return { certPath: caPath, keyPath: path.join(path.dirname(caPath), 'ca.key') }
  }

  /** What the holder of the key reads in a received mail, once the signature inside was verified against the lab. */
  async read(raw: Uint8Array, reader: SmimePerson): Promise<string> {
    const [mail, signed, content] = ['received.eml', 'signed.eml', 'content.eml'].map((file) =>
      path.join(this.#folder, file),
    ) as [string, string, string]
    await writeFile(mail, raw)
    await run('openssl', [
      ...['cms', '-decrypt', '-in', mail, '-recip', reader.certPath, '-inkey', reader.keyPath],
      ...['-out', signed],
    ])
    await run('openssl', [
      ...['cms', '-verify', '-purpose', 'smimesign', '-in', signed, '-CAfile', this.#lab.caPath],
      ...['-out', content],
    ])
    return readFile(content, 'utf8')
  }

  /** A mail that openssl signed and left readable, with its header. */
  async sign(entity: string, header: readonly string[], from: SmimePerson): Promise<string> {
    const [plain, signed] = ['clear-plain.eml', 'clear-signed.eml'].map((file) =>
      path.join(this.#folder, file),
    ) as [string, string]
    await writeFile(plain, entity.replaceAll(/\r?\n/g, '\r\n'))
    await run('openssl', [
      ...['cms', '-sign', '-in', plain, '-signer', from.certPath, '-inkey', from.keyPath],
      ...['-out', signed],
    ])
    return [...header, await readFile(signed, 'utf8')].join('\r\n').replaceAll(/\r?\n/g, '\r\n')
  }

  /** A mail that openssl signed (unless `from` is null) and encrypted, with its header. */
  async write(
    entity: string,
    header: readonly string[],
    {
      from,
      to,
      cipher,
    }: { from: SmimePerson | null; to: SmimePerson; cipher: 'aes-256-gcm' | 'aes-256-cbc' },
  ): Promise<string> {
    const [plain, signed, encrypted] = ['plain.eml', 'out-signed.eml', 'out.eml'].map((file) =>
      path.join(this.#folder, file),
    ) as [string, string, string]
    await writeFile(plain, entity.replaceAll(/\r?\n/g, '\r\n'))
    if (from !== null) {
      await run('openssl', [
        ...['cms', '-sign', '-in', plain, '-signer', from.certPath, '-inkey', from.keyPath],
        ...['-out', signed],
      ])
    }
    await run('openssl', [
      ...['cms', '-encrypt', `-${cipher}`, '-in', from === null ? plain : signed, '-out', encrypted],
      to.certPath,
    ])
    return [...header, await readFile(encrypted, 'utf8')].join('\r\n').replaceAll(/\r?\n/g, '\r\n')
  }
}
