import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Lab } from '../lab/index.ts'

const run = promisify(execFile)

/** Someone's S/MIME certificate and key as files, made by openssl under the lab's authority. */
export type SmimePerson = {
  readonly certPath: string
  readonly keyPath: string
  /** PKCS#12 with the certificate and its key. */
  readonly p12Path: string
}

type Recipe = {
  readonly name: string
  readonly address: string
  readonly p12Password?: string
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

  async issue({ name, address, p12Password = '', validity }: Recipe): Promise<SmimePerson> {
    const folder = path.join(this.#folder, `issued-${String(++this.#count)}`)
    await mkdir(path.join(folder, 'new'), { recursive: true })
    const at = (file: string) => path.join(folder, file)
    await run('openssl', [
      ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-subj', `/CN=${name}`],
      ...['-keyout', at('key.pem'), '-out', at('request.pem')],
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
        ...[`new_certs_dir=${at('new')}`, 'policy=any', 'default_md=sha256', 'default_days=30'],
        ...['unique_subject=no', '[any]', 'commonName=supplied', ''],
      ].join('\n'),
    )
    await run('openssl', [
      ...['ca', '-batch', '-notext', '-config', at('ca.cnf'), '-cert', this.#lab.caPath],
      ...['-keyfile', path.join(path.dirname(this.#lab.caPath), 'ca.key'), '-in', at('request.pem')],
      ...['-out', at('cert.pem'), '-extfile', at('extensions'), '-outdir', at('new')],
      ...(validity === undefined ? [] : ['-startdate', validity[0], '-enddate', validity[1]]),
    ])
    await run('openssl', [
      ...['pkcs12', '-export', '-in', at('cert.pem'), '-inkey', at('key.pem'), '-out', at('own.p12')],
      ...['-passout', `pass:${p12Password}`],
    ])
    return { certPath: at('cert.pem'), keyPath: at('key.pem'), p12Path: at('own.p12') }
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
