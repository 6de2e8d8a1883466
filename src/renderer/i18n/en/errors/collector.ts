import type { ErrorText } from './error-text.ts'
import type { collectorErrorCodes } from '../../../../shared/errors/collector.ts'

const nothingLeft = 'Nothing of the activity log was sent.'

export const collectorErrors = {
  'collector/unreachable': {
    happened: "{{host}} doesn't answer on this port.",
    safe: 'Every record waits here until it does.',
    next: 'Check host and port with whoever runs the collector.',
  },
  'collector/no-tls': {
    happened: "{{host}} doesn't speak TLS on this port, or only a version older than 1.2.",
    safe: nothingLeft,
    next: 'Ask for the port of syslog over TLS, which is usually 6514.',
  },
  'collector/handshake': {
    happened: "{{host}} and this computer couldn't agree on an encrypted connection.",
    safe: 'Every record waits here.',
    next: 'Ask whoever runs the collector. One that wants a certificate from this computer gets none.',
  },
  'collector/untrusted': {
    happened: '{{host}} showed a certificate that is not the chosen one, nor vouched for by it.',
    safe: nothingLeft,
    next: 'Ask whoever runs the collector which certificate it has, and choose that file.',
  },
  'collector/other-host': {
    happened: '{{host}} showed a certificate for another host.',
    safe: nothingLeft,
    next: 'Check the name of the host with whoever runs the collector.',
  },
  'collector/certificate-dates': {
    happened: "{{host}}'s certificate has expired or isn't valid yet.",
    safe: nothingLeft,
    next: 'Check the date of this computer; if it is right, ask whoever runs the collector to renew it.',
  },
  'collector/weak-certificate': {
    happened: "{{host}}'s certificate uses a key or signature that is too weak.",
    safe: nothingLeft,
    next: 'Ask whoever runs the collector to renew it.',
  },
  'collector/not-confirmed': {
    happened: '{{host}} ended the connection before it was known to have everything.',
    safe: 'Nothing is lost: what it may lack is sent again.',
    next: 'Sealpost tries again by itself. If it stays, ask whoever runs the collector.',
  },
  'collector/defect': {
    happened: 'Something in Sealpost went wrong while the activity log was being sent.',
    safe: 'Every record waits here.',
    next: 'Sealpost tries again by itself. If it stays, restart Sealpost.',
  },
  'collector/not-a-certificate': {
    happened: "This file isn't one certificate.",
    safe: 'Nothing was changed.',
    next: "Choose the collector's certificate, or its issuer's, as PEM or DER.",
  },
} as const satisfies Record<(typeof collectorErrorCodes)[number], ErrorText>
