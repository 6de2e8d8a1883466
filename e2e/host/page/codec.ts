/** What the two sides of a codec do differently: a page has no `Buffer`. */
export interface Base64 {
  encode: (bytes: Uint8Array) => string
  decode: (text: string) => Uint8Array<ArrayBuffer>
}

export interface Codec {
  /** Throws `An object could not be cloned.` where Electron does: functions, symbols, and also circles. */
  stringify: (value: unknown) => string
  parse: (text: string) => unknown
}

/**
 * The values that Electron's IPC carries (structured clone), as JSON text, since the browser's protocol carries text.
 * The function is self-contained: its source text also runs in the page's isolated world.
 */
export function makeCodec(base64: Base64): Codec {
  type Tagged = Record<string, unknown> & { $: string; v?: unknown }
  const typedArrays = {
    Uint8Array,
    Uint8ClampedArray,
    Uint16Array,
    Uint32Array,
    Int8Array,
    Int16Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }
  const typeName = (value: object) => Object.prototype.toString.call(value).slice(8, -1)
  const refuse = () => {
    throw new Error('An object could not be cloned.')
  }

  const encode = (value: unknown, above: readonly object[]): unknown => {
    switch (typeof value) {
      case 'undefined':
        return { $: 'undefined' }
      case 'bigint':
        return { $: 'bigint', v: String(value) }
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : encodeOddNumber(value)
      case 'function':
      case 'symbol':
        return refuse()
      case 'object':
        return value === null ? null : encodeObject(value, above)
      default:
        return value
    }
  }
  const encodeOddNumber = (value: number) => ({ $: 'number', v: Object.is(value, -0) ? '-0' : String(value) })
  const encodeObject = (value: object, above: readonly object[]): unknown => {
    if (above.includes(value)) {
      return refuse()
    }
    const within = [...above, value]
    const each = (item: unknown) => encode(item, within)
    if (ArrayBuffer.isView(value)) {
      const name = typeName(value)
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      return { $: 'view', n: name in typedArrays ? name : 'Uint8Array', v: base64.encode(bytes) }
    }
    switch (typeName(value)) {
      case 'Array':
        return (value as unknown[]).map(each)
      case 'Date':
        return { $: 'date', v: each((value as Date).getTime()) }
      case 'RegExp':
        return { $: 'regexp', v: (value as RegExp).source, f: (value as RegExp).flags }
      case 'Map':
        return { $: 'map', v: [...(value as Map<unknown, unknown>)].map((pair) => pair.map(each)) }
      case 'Set':
        return { $: 'set', v: [...(value as Set<unknown>)].map(each) }
      case 'ArrayBuffer':
        return { $: 'buffer', v: base64.encode(new Uint8Array(value as ArrayBuffer)) }
      case 'Error': {
        const error = value as Error
        return { $: 'error', n: error.name, m: error.message, s: error.stack ?? '' }
      }
      case 'Promise':
      case 'WeakMap':
      case 'WeakSet':
        return refuse()
      default: {
        const entries = Object.entries(value).map(([key, item]) => [key, each(item)] as const)
        return '$' in value ? { $: 'object', v: entries } : Object.fromEntries(entries)
      }
    }
  }

  const decode = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') {
      return value
    }
    if (Array.isArray(value)) {
      return value.map(decode)
    }
    return '$' in value ? decodeTagged(value as Tagged) : decodeEntries(Object.entries(value))
  }
  const decodeEntries = (entries: [string, unknown][]) =>
    Object.fromEntries(entries.map(([key, item]) => [key, decode(item)]))
  const decodeTagged = (value: Tagged): unknown => {
    switch (value.$) {
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(value.v as string)
      case 'number':
        return Number(value.v)
      case 'date':
        return new Date(decode(value.v) as number)
      case 'regexp':
        return new RegExp(value.v as string, value['f'] as string)
      case 'map':
        return new Map((value.v as [unknown, unknown][]).map(([key, item]) => [decode(key), decode(item)]))
      case 'set':
        return new Set((value.v as unknown[]).map(decode))
      case 'buffer':
        return base64.decode(value.v as string).slice().buffer
      case 'view': {
        const bytes = base64.decode(value.v as string).slice()
        const View = typedArrays[value['n'] as keyof typeof typedArrays] as new (
          bytes: ArrayBuffer,
        ) => unknown
        return new View(bytes.buffer)
      }
      case 'error': {
        const error = new Error(value['m'] as string)
        error.name = value['n'] as string
        error.stack = value['s'] as string
        return error
      }
      default:
        return decodeEntries(value.v as [string, unknown][])
    }
  }

  return {
    stringify: (value) => JSON.stringify(encode(value, [])),
    parse: (text) => decode(JSON.parse(text)),
  }
}

/** The codec of the host's own side, in Node. */
export const nodeCodec = makeCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})
