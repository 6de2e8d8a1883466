import { Button, Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { useNewMessage } from '../../composer/use-new-message.ts'

export type LinkClick = {
  readonly href: string
  readonly text: string
  readonly isMismatched: boolean
  /** Where it was clicked, in the window's pixels. */
  readonly x: number
  readonly y: number
}

type Target =
  | { readonly kind: 'web'; readonly host: string; readonly url: string }
  | { readonly kind: 'mail'; readonly address: string }

/** What a link would open, or null for one that Sealpost opens in no way. */
export function linkTarget(href: string): Target | null {
  if (!URL.canParse(href)) return null
  const url = new URL(href)
  if (url.protocol === 'mailto:') {
    return { kind: 'mail', address: decodeURIComponent(url.pathname.split(',')[0] ?? '') }
  }
  // `host` is in ASCII (punycode): a look-alike letter shows itself.
  return url.protocol === 'https:' || url.protocol === 'http:'
    ? { kind: 'web', host: url.host, url: url.href }
    : null
}

/** Where a clicked link really goes, before anything opens. */
export function LinkCard({ click, onClose }: { readonly click: LinkClick; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const newMessage = useNewMessage()
  const target = linkTarget(click.href)
  if (target === null) return null
  const open = () => {
    onClose()
    if (target.kind === 'mail') {
      newMessage({ to: [{ name: '', address: target.address }] })
      return
    }
    client.app.openLink({ url: target.url }).catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <Popover opened onChange={onClose} position="bottom-start" width={360} trapFocus withRoles={false}>
      <Popover.Target>
        <span className="link-anchor" style={{ left: click.x, top: click.y }} />
      </Popover.Target>
      <Popover.Dropdown className="link-card" role="dialog" aria-label={t('mail.reader.link.label')}>
        {target.kind === 'web' ? (
          <>
            <p className="section-title">{t('mail.reader.link.title', { host: target.host })}</p>
            {click.isMismatched && (
              <p className="link-mismatch">
                {t('mail.reader.link.mismatch', { text: click.text, host: target.host })}
              </p>
            )}
            <p className="link-url">{target.url}</p>
          </>
        ) : (
          <p className="section-title">{t('mail.reader.link.mailTitle', { address: target.address })}</p>
        )}
        <div className="link-actions">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button onClick={open}>
            {target.kind === 'web' ? t('mail.reader.link.open') : t('mail.reader.link.openMail')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
