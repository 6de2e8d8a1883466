// Loaded before the engine in a variant of the app that a test makes: one name of the internet, whose machine is this
// one. The app resolves it and judges the address as always; only the connection goes to loopback, as behind a router.
import dns from 'node:dns/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Socket, type LookupFunction } from 'node:net'

const name = process.env['SEALPOST_E2E_PUBLIC_HOST'] ?? ''
const publicAddress = '193.0.6.139'

const resolve = dns.lookup
const answer = async (host: string, options: { all?: boolean }) => {
  if (host !== name) return resolve(host, options)
  const address = { address: publicAddress, family: 4 }
  return options.all === true ? [address] : address
}
Object.assign(dns, { lookup: answer })
syncBuiltinESMExports()

type ConnectOptions = { host?: string; lookup?: LookupFunction }

/** The app's own lookup, whose answer leads here where it is that machine. */
function diverted(lookup: LookupFunction): LookupFunction {
  const here = (address: string) => (address === publicAddress ? '127.0.0.1' : address)
  return (host, options, callback) => {
    lookup(host, options, (error, found, family) => {
      const answered = Array.isArray(found)
        ? found.map((one) => ({ ...one, address: here(one.address) }))
        : here(found)
      callback(error, answered, family)
    })
  }
}

const connect = Reflect.get(Socket.prototype, 'connect') as (this: Socket, ...args: unknown[]) => Socket
Reflect.set(Socket.prototype, 'connect', function (this: Socket, ...args: unknown[]): Socket {
  const [first] = args
  const options = (Array.isArray(first) ? first[0] : first) as ConnectOptions | null
  if (typeof options === 'object' && options?.host === name && options.lookup !== undefined) {
    options.lookup = diverted(options.lookup)
  }
  return connect.apply(this, args)
})
