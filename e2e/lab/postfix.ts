import { chown, mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mailDomains, people, refusingRecipients, returningRecipient } from './people.ts'
import type { ServerCertificate } from './certificates.ts'
import { waitForGreeting, type Supervisor } from './supervisor.ts'
import { findUser } from './system-users.ts'

/** Where the submission server listens on 127.0.0.1. */
export type SubmissionPorts = {
  /** Plain connection that demands STARTTLS. */
  readonly submission: number
  /** TLS from the first byte. */
  readonly submissions: number
  /** Offers STARTTLS, takes a login without it too: only for the fronts that stand before it. */
  readonly unprotected: number
}

export type SubmissionOptions = {
  readonly directory: string
  readonly ports: SubmissionPorts
  readonly lmtpPort: number
  readonly saslPort: number
  readonly certificate: ServerCertificate
  /** SIZE, in bytes. */
  readonly maxMessageBytes: number
}

/** Starts the real Postfix (needs root) as a submission server that hands mail to Dovecot over LMTP. */
export async function startPostfix(supervisor: Supervisor, options: SubmissionOptions): Promise<void> {
  const root = join(options.directory, 'postfix')
  const conf = join(root, 'conf')
  for (const folder of ['conf', 'spool', 'data', 'log']) await mkdir(join(root, folder), { recursive: true })
  const { uid, gid } = await findUser('postfix')
  await chown(join(root, 'data'), uid, gid)
  await writeFile(join(conf, 'main.cf'), mainConfiguration(root, options))
  await writeFile(join(conf, 'master.cf'), masterConfiguration(options.ports))
  // Postfix sleeps until its configuration is two seconds old.
  const minuteAgo = new Date(Date.now() - 60_000)
  for (const file of ['main.cf', 'master.cf']) await utimes(join(conf, file), minuteAgo, minuteAgo)
  const { logPath } = await supervisor.start('postfix', 'postfix', ['-c', conf, 'start-fg'])
  await waitForGreeting(options.ports.submission, logPath)
}

function table(entries: readonly (readonly [string, string])[]): string {
  return `inline:{ ${entries.map(([key, value]) => `{${key} = ${value}}`).join(', ')} }`
}

function mainConfiguration(root: string, options: SubmissionOptions): string {
  const addresses = Object.values(people).map((person) => person.address)
  const refusals = table([
    [refusingRecipients.deferred, '451 4.3.0 lab: temporary failure'],
    [refusingRecipients.refused, '550 5.1.1 lab: no such user'],
    [refusingRecipients.closing, '421 4.3.2 lab: closing'],
  ])
  return `
compatibility_level = 3.6
queue_directory = ${root}/spool
data_directory = ${root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${root}/log/maillog
maillog_file_prefixes = ${root}
syslog_name = lab-${options.ports.submission}
myhostname = localhost
mydomain = hope-practice.test
mynetworks =
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = ${mailDomains.join(', ')}
virtual_mailbox_maps = ${table([...addresses, returningRecipient].map((address) => [address, address]))}
virtual_transport = lmtp:inet:127.0.0.1:${options.lmtpPort}
default_transport = error:5.1.2 the lab has no way to other domains
relayhost =
recipient_delimiter = +
message_size_limit = ${options.maxMessageBytes}
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${options.saslPort}
smtpd_sasl_security_options = noanonymous
smtpd_sender_login_maps = ${table(addresses.map((address) => [address, address]))}
smtpd_tls_chain_files = ${options.certificate.keyPath}, ${options.certificate.certPath}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_protocols = >=TLSv1.2
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_sender_restrictions = reject_sender_login_mismatch
smtpd_recipient_restrictions = check_recipient_access ${refusals}, permit_sasl_authenticated, reject
smtpd_error_sleep_time = 0
smtputf8_enable = yes
in_flow_delay = 0
`
}

function masterConfiguration(ports: SubmissionPorts): string {
  return `
127.0.0.1:${ports.submission} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
127.0.0.1:${ports.submissions} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:${ports.unprotected} inet n - n - - smtpd -o smtpd_tls_auth_only=no
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}
