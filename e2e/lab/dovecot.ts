import { execFile } from 'node:child_process'
import { chown, mkdir, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { people } from './people.ts'
import type { ServerCertificate } from './certificates.ts'
import { waitForGreeting, type Supervisor } from './supervisor.ts'
import { findUser, groupName } from './system-users.ts'
import { patienceMs } from './patience.ts'

/** Where Dovecot listens on 127.0.0.1. */
export type DovecotPorts = {
  /** Plain connection that offers STARTTLS. */
  readonly imap: number
  /** TLS from the first byte. */
  readonly imaps: number
  readonly lmtp: number
  /** SASL for Postfix. */
  readonly sasl: number
}

export type DovecotOptions = {
  readonly directory: string
  readonly ports: DovecotPorts
  readonly certificate: ServerCertificate
  /** RFC 7662 endpoint that says whose an access token is. */
  readonly introspectionUrl: string
  readonly passwordOf: (address: string) => string | undefined
}

export type Dovecot = {
  /** Answers when Dovecot takes someone's password as it is now; connections that are open stay signed in. */
  readonly reloadPassword: (address: string) => Promise<void>
}

/** The folder that holds the maildir of `address`. */
export function maildirOf(directory: string, address: string): string {
  return join(directory, 'mail', address)
}

/**
 * Starts a real Dovecot 2.3 with a private configuration, as root (mail then belongs to the system user `mail`) or
 * as anyone else.
 */
export async function startDovecot(supervisor: Supervisor, options: DovecotOptions): Promise<Dovecot> {
  const { directory } = options
  const owner = await mailOwner()
  for (const folder of ['run', 'state', 'mail', 'home', 'index']) {
    const path = join(directory, folder)
    await mkdir(path, { recursive: true })
    if (owner.isRoot && ['mail', 'home', 'index'].includes(folder)) await chown(path, owner.uid, owner.gid)
  }
  const writeUsers = async (path: string): Promise<void> => {
    const users = Object.values(people).map(
      ({ address }) =>
        `${address}:{PLAIN}${options.passwordOf(address) ?? ''}:${owner.uid}:${owner.gid}::${directory}/home/${address}::`,
    )
    await writeFile(path, `${users.join('\n')}\n`)
  }
  const usersPath = join(directory, 'users')
  await writeUsers(usersPath)
  await writeFile(join(directory, 'oauth2.conf'), oauthConfiguration(options.introspectionUrl))
  await writeFile(join(directory, 'dovecot.conf'), configuration(options, owner))
  const { logPath } = await supervisor.start('dovecot', 'dovecot', [
    '-F',
    '-c',
    join(directory, 'dovecot.conf'),
  ])
  await waitForGreeting(options.ports.imap, logPath)
  return {
    reloadPassword: async (address) => {
      const { mtimeMs } = await stat(usersPath)
      await writeUsers(`${usersPath}.new`)
      // Dovecot reads the file again when its time differs, which it takes in whole seconds,
      const later = Math.floor(mtimeMs / 1000) + 1
      await utimes(`${usersPath}.new`, later, later)
      await rename(`${usersPath}.new`, usersPath)
      // and looks for that once a second at most.
      const test = ['-c', join(directory, 'dovecot.conf'), 'auth', 'test', address]
      const deadline = Date.now() + patienceMs
      while (!(await succeeds('doveadm', [...test, options.passwordOf(address) ?? '']))) {
        if (Date.now() > deadline) throw new Error(`Dovecot doesn't take the new password of ${address}`)
        await delay(50)
      }
    },
  }
}

function succeeds(program: string, programArguments: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, programArguments, (error) => {
      resolve(error === null)
    })
  })
}

/** Whom the mail belongs to on disk, and whom Dovecot's own processes run as. */
type MailOwner = {
  readonly isRoot: boolean
  readonly uid: number
  readonly gid: number
  readonly internalUser: string
  readonly internalGroup: string
  readonly loginUser: string
}

async function mailOwner(): Promise<MailOwner> {
  const { uid, gid, username } = userInfo()
  if (uid !== 0) {
    const internalGroup = await groupName(gid)
    return { isRoot: false, uid, gid, internalUser: username, internalGroup, loginUser: username }
  }
  const mail = await findUser('mail')
  return {
    isRoot: true,
    uid: mail.uid,
    gid: mail.gid,
    internalUser: 'dovecot',
    internalGroup: 'dovecot',
    loginUser: 'dovenull',
  }
}

function oauthConfiguration(introspectionUrl: string): string {
  return [
    `introspection_url = ${introspectionUrl}`,
    'introspection_mode = post',
    'username_attribute = email',
    'username_format = %u',
    'active_attribute = active',
    'active_value = true',
    '',
  ].join('\n')
}

const specialUse = ['Drafts', 'Sent', 'Trash', 'Junk', 'Archive']
  .map((name) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`)
  .join('\n')

function configuration({ directory, ports, certificate }: DovecotOptions, owner: MailOwner): string {
  return `
base_dir = ${directory}/run
state_dir = ${directory}/state
instance_name = lab-${ports.imap}
log_path = ${directory}/dovecot-mail.log
listen = 127.0.0.1
default_internal_user = ${owner.internalUser}
default_internal_group = ${owner.internalGroup}
default_login_user = ${owner.loginUser}
protocols = imap lmtp
mail_location = maildir:${directory}/mail/%u:INDEX=${directory}/index/%u
mail_home = ${directory}/home/%u
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
mail_fsync = never
# the files then hold the very bytes that IMAP gives
mail_save_crlf = yes
maildir_very_dirty_syncs = yes
mail_max_userip_connections = 100
mail_plugins = $mail_plugins zlib
auth_mechanisms = plain login oauthbearer xoauth2
auth_failure_delay = 0
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${directory}/oauth2.conf
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = username_format=%u ${directory}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${directory}/users
}
ssl = yes
disable_plaintext_auth = yes
ssl_cert = <${certificate.certPath}
ssl_key = <${certificate.keyPath}
ssl_min_protocol = TLSv1.2
namespace inbox {
  inbox = yes
  separator = /
${specialUse}
}
protocol imap {
  mail_plugins = $mail_plugins imap_zlib
  imap_idle_notify_interval = 30s
}
protocol lmtp {
  postmaster_address = postmaster@hope-practice.test
  auth_username_format = %Lu
}
lmtp_save_to_detail_mailbox = no
recipient_delimiter = +
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  vsz_limit = 512M
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imap}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${ports.imaps}
    ssl = yes
  }
}
service imap {
  vsz_limit = 1G
  process_limit = 200
  service_count = 100
}
service lmtp {
  ${owner.isRoot ? 'user = mail' : ''}
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  unix_listener auth-userdb {
    mode = 0666
  }
  inet_listener sasl {
    address = 127.0.0.1
    port = ${ports.sasl}
  }
}
service anvil {
  chroot =
  # without it a wrong password slows the next logins from this address down by seconds
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`
}
