import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'

/** RFC 1035 section 3.2.2, RFC 2782. */
const types = { mx: 15, srv: 33 } as const

export type DnsRecord =
  | {
      readonly type: 'srv'
      readonly priority: number
      readonly weight: number
      readonly port: number
      readonly target: string
    }
  | { readonly type: 'mx'; readonly priority: number; readonly exchange: string }

/** A name server on loopback (RFC 1035 over UDP) that knows what it is told, and remembers what it was asked. */
export type DnsServer = {
  /** As `Resolver.setServers` takes it. */
  readonly address: string
  /** Names in lower case, in the order of asking. */
  readonly asked: readonly string[]
  /** From now on these records alone; a name without any doesn't exist. */
  tell(records: Readonly<Record<string, readonly DnsRecord[]>>): void
  /** Answers that it can't (SERVFAIL); with names, of these alone. */
  fail(names?: readonly string[]): void
  close(): Promise<void>
}

export async function startDnsServer(): Promise<DnsServer> {
  let known: Readonly<Record<string, readonly DnsRecord[]>> = {}
  let failsAt: (name: string) => boolean = () => false
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query: Buffer, from: RemoteInfo) => {
    const { name, type, end } = readQuestion(query)
    asked.push(name)
    const isFailing = failsAt(name)
    const found = (known[name] ?? []).filter((record) => types[record.type] === type)
    const header = Buffer.from(query.subarray(0, 12))
    const code = isFailing ? 2 : found.length === 0 && known[name] === undefined ? 3 : 0
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(isFailing ? 0 : found.length, 6)
    header.writeUInt32BE(0, 8)
    const answers = isFailing ? [] : found.map((record) => writeAnswer(record))
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${String(socket.address().port)}`,
    asked,
    tell: (records) => {
      known = records
      failsAt = () => false
    },
    fail: (names) => {
      failsAt = (name) => names === undefined || names.includes(name)
    },
    close: async () => {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function writeAnswer(record: DnsRecord): Buffer {
  const numbers = record.type === 'srv' ? [record.priority, record.weight, record.port] : [record.priority]
  const data = Buffer.concat([
    ...numbers.map((number) => uint16(number)),
    writeName(record.type === 'srv' ? record.target : record.exchange),
  ])
  // The name of the question, by a pointer to it; class IN; kept for no time at all.
  const owner = Buffer.from([0xc0, 0x0c])
  return Buffer.concat([
    ...[owner, uint16(types[record.type]), uint16(1), Buffer.alloc(4), uint16(data.length), data],
  ])
}

function writeName(name: string): Buffer {
  const labels = name === '.' ? [] : name.split('.')
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
