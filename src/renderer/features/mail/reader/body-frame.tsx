import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailLink } from '../../../../shared/contract/index.ts'
import { LinkCard, type LinkClick } from './link-card.tsx'

type Props = {
  /** The mail's own document on the app's origin; its policy lets nothing run and nothing load. */
  readonly url: string
  readonly links: readonly MailLink[]
}

/** Hands keys pressed inside the mail to the window's own listener. */
function passKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event
  const copy = new KeyboardEvent('keydown', { key, ctrlKey, metaKey, shiftKey, altKey, cancelable: true })
  if (!window.dispatchEvent(copy)) event.preventDefault()
}

/**
 * The mail's text in a frame that can run nothing. The window takes its height and its clicks from outside: a link
 * is never followed, it is shown with the host that it really goes to.
 */
export function BodyFrame({ url, links }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(120)
  const [click, setClick] = useState<LinkClick | null>(null)
  const [loads, setLoads] = useState(0)

  useEffect(() => {
    const mail = frame.current?.contentDocument
    if (!mail?.body) return undefined
    const measure = () => {
      setHeight(Math.max(40, mail.documentElement.scrollHeight))
    }
    const onClick = (event: MouseEvent) => {
      // Nodes of the frame are of another realm: no instanceof.
      const target = event.target as Node | null
      const element = target?.nodeType === Node.ELEMENT_NODE ? (target as Element) : target?.parentElement
      const anchor = element?.closest('a[href], area[href]')
      if (!anchor) return
      event.preventDefault()
      const href = anchor.getAttribute('href') ?? ''
      const known = links.find((link) => link.href === href)
      const frameBox = frame.current?.getBoundingClientRect()
      setClick({
        href,
        isMismatched: known?.isMismatched ?? false,
        text: known?.text ?? anchor.textContent.trim(),
        x: (frameBox?.x ?? 0) + event.clientX,
        y: (frameBox?.y ?? 0) + event.clientY,
      })
    }
    const sizes = new ResizeObserver(measure)
    sizes.observe(mail.body)
    measure()
    mail.addEventListener('click', onClick)
    mail.addEventListener('auxclick', onClick)
    mail.addEventListener('keydown', passKey)
    return () => {
      sizes.disconnect()
      mail.removeEventListener('click', onClick)
      mail.removeEventListener('auxclick', onClick)
      mail.removeEventListener('keydown', passKey)
    }
  }, [links, loads])

  return (
    <>
      <iframe
        ref={frame}
        className="body-frame"
        title={t('mail.reader.body')}
        sandbox="allow-same-origin"
        src={url}
        style={{ height }}
        onLoad={() => {
          setLoads((count) => count + 1)
        }}
      />
      {click && (
        <LinkCard
          click={click}
          onClose={() => {
            setClick(null)
          }}
        />
      )}
    </>
  )
}
