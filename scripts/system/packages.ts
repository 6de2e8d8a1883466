/** What the stand-in host shows its window with: a browser, a display that needs no screen, and fonts. */
export const windowPackages = ['chromium', 'xvfb', 'xauth', 'fonts-liberation', 'fonts-dejavu-core']

/** What the tests use besides: real mail servers, a keychain, and other programs and browsers that read our formats. */
export const testPackages = [
  ...windowPackages,
  'chromium-headless-shell',
  'dovecot-core',
  'dovecot-imapd',
  'dovecot-lmtpd',
  'dovecot-sieve',
  'postfix',
  'libsecret-1-0',
  'gnome-keyring',
  'dbus-x11',
  'gnupg',
  'sq',
  'openssl',
  'rsyslog',
  'rsyslog-gnutls',
  'poppler-utils',
  'qpdf',
  'firefox-esr',
  'python3-argon2',
  'python3-cryptography',
  'procps',
  'strace',
]
