import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The server certificates of the lab: one that is right, and each way of being wrong that a client must tell apart. */
export const certificateKinds = [
  'good',
  'expired',
  'notYetValid',
  'wrongHost',
  'selfSigned',
  'weakKey',
  'noNames',
  'otherIssuer',
] as const
export type CertificateKind = (typeof certificateKinds)[number]

/** A key pair on disk, and in memory for the servers that run in this process. PEM text. */
export type ServerCertificate = {
  readonly certPath: string
  readonly keyPath: string
  readonly cert: string
  readonly key: string
}

export type Certificates = {
  readonly caPath: string
  readonly ca: string
  readonly servers: Readonly<Record<CertificateKind, ServerCertificate>>
}

const localhost = 'DNS:localhost,IP:127.0.0.1,IP:::1'
export const wrongHostName = 'mail.elsewhere.test'
export const expiredOn = '2020-02-01T00:00:00.000Z'

/** Makes the lab's certificate authority and its server certificates in `directory`, with the openssl program. */
export async function makeCertificates(directory: string): Promise<Certificates> {
  await mkdir(directory, { recursive: true })
  const ca = await makeAuthority(directory, 'ca', 'Sealpost Lab CA')
  const [other] = await Promise.all([
    makeAuthority(directory, 'other-ca', 'Another CA'),
    makeSelfSigned(directory),
  ])
  await Promise.all([
    makeLeaf(directory, 'good', ca, { names: localhost }),
    makeLeaf(directory, 'wrongHost', ca, { names: `DNS:${wrongHostName}` }),
    makeLeaf(directory, 'weakKey', ca, { names: localhost, rsaBits: 1024 }),
    makeLeaf(directory, 'noNames', ca, {}),
    makeLeaf(directory, 'otherIssuer', other, { names: localhost }),
    makeLeaf(directory, 'expired', ca, {
      names: localhost,
      validity: ['20200101000000Z', '20200201000000Z'],
    }),
    makeLeaf(directory, 'notYetValid', ca, {
      names: localhost,
      validity: ['20990101000000Z', '20990201000000Z'],
    }),
  ])
  const servers = await Promise.all(
    certificateKinds.map(async (kind) => [kind, await load(directory, kind)] as const),
  )
  return {
    caPath: ca.certPath,
    ca: await readFile(ca.certPath, 'utf8'),
    servers: Object.fromEntries(servers) as Record<CertificateKind, ServerCertificate>,
  }
}

type Authority = { readonly certPath: string; readonly keyPath: string }

async function makeAuthority(directory: string, name: string, commonName: string): Promise<Authority> {
  const certPath = join(directory, `${name}.crt`)
  const keyPath = join(directory, `${name}.key`)
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-sha256'],
    ...['-days', '30', '-subj', `/CN=${commonName}`, '-keyout', keyPath, '-out', certPath],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  ])
  return { certPath, keyPath }
}

async function makeSelfSigned(directory: string): Promise<void> {
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-sha256'],
    ...['-days', '30', '-subj', '/CN=localhost', '-addext', `subjectAltName=${localhost}`],
    ...['-keyout', join(directory, 'selfSigned.key'), '-out', join(directory, 'selfSigned.crt')],
  ])
}

type LeafOptions = {
  /** subjectAltName; without it the certificate names its host in the common name alone. */
  readonly names?: string
  readonly rsaBits?: number
  /** First and last moment, as YYYYMMDDHHMMSSZ. */
  readonly validity?: readonly [string, string]
}

async function makeLeaf(
  directory: string,
  name: string,
  issuer: Authority,
  options: LeafOptions,
): Promise<void> {
  const path = (extension: string): string => join(directory, `${name}.${extension}`)
  const key =
    options.rsaBits === undefined
      ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
      : ['-newkey', `rsa:${options.rsaBits}`]
  await run('openssl', [
    ...['req', '-new', ...key, '-nodes', '-sha256', '-subj', '/CN=localhost'],
    ...['-keyout', path('key'), '-out', path('csr')],
  ])
  const extensions = ['basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=serverAuth']
  if (options.names !== undefined) extensions.push(`subjectAltName=${options.names}`)
  await writeFile(path('ext'), `${extensions.join('\n')}\n`)
  // OpenSSL 3.0's `x509` can't set both ends of the validity; `ca` can.
  await writeFile(path('index'), '')
  await writeFile(path('serial'), '10\n')
  await writeFile(
    path('cnf'),
    [
      ...['[ca]', 'default_ca=lab', '[lab]', `database=${path('index')}`, `serial=${path('serial')}`],
      ...[
        `new_certs_dir=${directory}`,
        'policy=any',
        'default_md=sha256',
        'default_days=30',
        'unique_subject=no',
      ],
      ...['[any]', 'commonName=supplied', ''],
    ].join('\n'),
  )
  await run('openssl', [
    ...[
      'ca',
      '-batch',
      '-notext',
      '-config',
      path('cnf'),
      '-cert',
      issuer.certPath,
      '-keyfile',
      issuer.keyPath,
    ],
    ...[
      '-in',
      path('csr'),
      '-out',
      path('crt'),
      '-extfile',
      path('ext'),
      '-outdir',
      await ownFolder(path('new')),
    ],
    ...(options.validity === undefined
      ? []
      : ['-startdate', options.validity[0], '-enddate', options.validity[1]]),
  ])
}

/** `openssl ca` writes a copy named after the serial number; leaves made at the same time must not share it. */
async function ownFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true })
  return path
}

/** One more certificate of the lab's authority in `directory`; `names` as openssl's subjectAltName. */
export async function issueServerCertificate(
  directory: string,
  name: string,
  names: string,
): Promise<ServerCertificate> {
  const ca = { certPath: join(directory, 'ca.crt'), keyPath: join(directory, 'ca.key') }
  await makeLeaf(directory, name, ca, { names })
  return load(directory, name)
}

async function load(directory: string, kind: string): Promise<ServerCertificate> {
  const certPath = join(directory, `${kind}.crt`)
  const keyPath = join(directory, `${kind}.key`)
  const [cert, key] = await Promise.all([readFile(certPath, 'utf8'), readFile(keyPath, 'utf8')])
  return { certPath, keyPath, cert, key }
}
