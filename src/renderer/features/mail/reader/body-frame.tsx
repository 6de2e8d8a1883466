import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailLink } from '../../../../shared/contract/index.ts'
import { useNoteCopy } from '../../../app/copies.ts'
import { LinkCard, type LinkClick } from './link-card.tsx'

type Props = {
  /** The mail's own document on the app's origin; its policy lets nothing run and nothing load. */
  readonly url: string
  readonly links: readonly MailLink[]
}

/** Hands keys pressed inside the mail to the window's listeners, which expect an element that they were pressed on. */
function passKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event
  const held = { ctrlKey, metaKey, shiftKey, altKey }
  const copy = new KeyboardEvent('keydown', { key, ...held, bubbles: true, cancelable: true })
  if (!document.body.dispatchEvent(copy)) event.preventDefault()
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
  const noteCopy = useNoteCopy()

  useEffect(() => {
    const mail = frame.current?.contentDocument
    if (!mail?.body) return undefined
    const measure = () => {
      setHeight(Math.max(40, mail.documentElement.scrollHeight))
    }
    /** The link that an event happened on. The engine wrote only its number; where it leads is said by the engine too. */
    const linkAt = (event: Event) => {
      // Nodes of the frame are of another realm: no instanceof.
      const target = event.target as Node | null
      const element = target?.nodeType === Node.ELEMENT_NODE ? (target as Element) : target?.parentElement
      const anchor = element?.closest('[data-link]')
      const link = links[Number(anchor?.getAttribute('data-link') ?? -1)]
      return anchor && link ? { anchor, link } : null
    }
    const show = ({ href, isMismatched, text }: MailLink, x: number, y: number) => {
      const frameBox = frame.current?.getBoundingClientRect()
      setClick({ href, isMismatched, text, x: (frameBox?.x ?? 0) + x, y: (frameBox?.y ?? 0) + y })
    }
    const onClick = (event: MouseEvent) => {
      const found = linkAt(event)
      if (found === null) return
      event.preventDefault()
      show(found.link, event.clientX, event.clientY)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const found = event.key === 'Enter' ? linkAt(event) : null
      if (found === null) {
        passKey(event)
        return
      }
      event.preventDefault()
      const box = found.anchor.getBoundingClientRect()
      show(found.link, box.x, box.bottom)
    }
    const sizes = new ResizeObserver(measure)
    sizes.observe(mail.body)
    measure()
    mail.addEventListener('click', onClick)
    mail.addEventListener('auxclick', onClick)
    mail.addEventListener('keydown', onKeyDown)
    mail.addEventListener('copy', noteCopy)
    return () => {
      sizes.disconnect()
      mail.removeEventListener('click', onClick)
      mail.removeEventListener('auxclick', onClick)
      mail.removeEventListener('keydown', onKeyDown)
      mail.removeEventListener('copy', noteCopy)
    }
  }, [links, loads, noteCopy])

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
