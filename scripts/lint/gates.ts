import type { GateDefinition } from './gate-rules.ts'

/** A thing that only the listed files may touch, so that there is one place to read and to test it. */
export type Gate = GateDefinition & {
  /** The files it applies to. */
  readonly within: readonly string[]
  /** The files that are the gate. */
  readonly except: readonly string[]
}

const product = ['src/**/*.{ts,tsx}']
const desktop = ['src/main/index.ts', 'src/main/desktop/**']
const tests = ['src/**/*.test.{ts,tsx}']

/** The single gates of docs/architecture.md, by rule name. */
export const gates = {
  electron: {
    modules: ['electron/*', 'electron-updater/*'],
    within: product,
    except: [...desktop, 'src/preload/**'],
    why: 'only src/main/index.ts, src/main/desktop and the preload know Electron, so that every flow runs without it',
  },
  'ipc-main': {
    names: { electron: ['ipcMain'] },
    within: product,
    except: ['src/main/desktop/gate.ts', 'src/main/desktop/gate/**', ...tests],
    why: 'messages from the window enter through the gate alone, where frame, size and procedure are checked',
  },
  'open-external': {
    propertiesOf: { shell: ['openExternal'], electron: ['openExternal'] },
    within: product,
    except: ['src/main/desktop/services.ts', ...tests],
    why: 'addresses reach the system browser through one file, which lets https and mailto pass and nothing else',
  },
  sqlite: {
    modules: ['better-sqlite3/*', 'node:sqlite', 'sqlite3'],
    within: product,
    except: ['src/main/store/**'],
    why: 'only the store opens databases: it asserts cipher, durability and temp_store on every open',
  },
  'raw-sql': {
    text: /^\s*(SELECT\s.*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TEMP|UNIQUE|TABLE|INDEX|VIRTUAL|TRIGGER|VIEW)|ALTER\s+TABLE\s|DROP\s+(TABLE|INDEX)|PRAGMA\s|ATTACH\s+DATABASE|VACUUM\b)/s,
    within: product,
    except: ['src/main/store/**', ...tests],
    why: 'SQL stands in store/ alone, behind repositories with names from the field',
  },
  sockets: {
    modules: [
      'node:net',
      'node:tls',
      'node:http',
      'node:https',
      'node:http2',
      'node:dgram',
      'node:dns/*',
      'net',
      'tls',
      'http',
      'https',
      'http2',
      'dgram',
      'dns/*',
      'undici/*',
      'imapflow/*',
      'nodemailer/*',
      'smtp-server',
    ],
    names: { electron: ['net'] },
    globals: ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebTransport'],
    within: product,
    except: ['src/main/transport/**', 'src/main/mime/build/**', ...tests],
    why: 'only transport/ opens connections, so that no byte leaves without its TLS policy',
  },
  'mail-composer': {
    modules: ['node:net', 'node:tls', 'node:http', 'node:https', 'node:dns/*', 'imapflow/*', 'nodemailer'],
    globals: ['fetch', 'WebSocket'],
    within: ['src/main/mime/build/**'],
    except: tests,
    why: "mime/build takes nodemailer's composer (nodemailer/lib/…) and no part that connects",
  },
  'crypto-in-electron': {
    names: { 'node:crypto': ['argon2', 'argon2Sync', 'encapsulate', 'decapsulate'] },
    argument: {
      of: [
        'createHash',
        'createHmac',
        'createCipheriv',
        'createDecipheriv',
        'getDiffieHellman',
        'generateKeyPair',
        'generateKeyPairSync',
        'hash',
      ],
      matching:
        /^(sha3-|shake|blake2|ripemd|rmd160|sm3|aria|camellia|chacha20$|.*-(ocb|ccm|wrap)$|x448|ed448|ml-|slh-|modp)/i,
    },
    within: product,
    except: tests,
    why: "Electron's BoringSSL lacks it: it would work in tests and fail in the app; use a library",
  },
  'weak-random': {
    propertiesOf: { Math: ['random'] },
    within: ['src/main/**', 'src/shared/**', 'src/cli/**', 'src/preload/**'],
    except: tests,
    why: 'ids, holds and passphrases need unguessable values: use node:crypto',
  },
  'raw-html': {
    members: [
      'innerHTML',
      'outerHTML',
      'insertAdjacentHTML',
      'dangerouslySetInnerHTML',
      'srcDoc',
      'srcdoc',
      'writeln',
    ],
    within: ['src/renderer/**'],
    except: tests,
    why: 'markup of others is shown in the sandboxed mail frame alone',
  },
  'web-storage': {
    globals: ['localStorage', 'sessionStorage', 'indexedDB', 'caches'],
    members: ['localStorage', 'sessionStorage', 'indexedDB'],
    within: ['src/renderer/**', 'src/preload/**'],
    except: tests,
    why: 'what the window keeps is written in clear by the browser: keep it in the store',
  },
} as const satisfies Record<string, Gate>
