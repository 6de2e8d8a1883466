import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilePreview } from '../../../../shared/contract/index.ts'
import { readReport, type FrameReport } from '../../../preview/protocol.ts'

type Props = { readonly preview: FilePreview; readonly onReport: (report: FrameReport) => void }

function isReportedKey(key: string): key is Extract<FrameReport, { type: 'key' }>['key'] {
  return ['Escape', 'ArrowLeft', 'ArrowRight'].includes(key)
}

/**
 * A file in a frame of its own. Pictures and texts run nothing. What draws PDF pages is nobody's origin: it can tell
 * the window how many pages there are, why there are none, and which key was pressed, and that is all that is heard.
 */
export function PreviewFrame({ preview, onReport }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLIFrameElement>(null)
  const [loads, setLoads] = useState(0)
  const latest = useRef(onReport)
  useEffect(() => {
    latest.current = onReport
  })

  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source === null || source !== frame.current?.contentWindow) return
      const report = readReport(data)
      if (report !== null) latest.current(report)
    }
    window.addEventListener('message', listen)
    return () => {
      window.removeEventListener('message', listen)
    }
  }, [])

  useEffect(() => {
    const inside = preview.kind === 'document' ? frame.current?.contentDocument : null
    if (!inside) return undefined
    const listen = ({ key }: KeyboardEvent) => {
      if (isReportedKey(key)) latest.current({ type: 'key', key })
    }
    inside.addEventListener('keydown', listen)
    return () => {
      inside.removeEventListener('keydown', listen)
    }
  }, [preview.kind, loads])

  return (
    <iframe
      ref={frame}
      className="preview-frame"
      title={t('reader.preview.frame')}
      sandbox={preview.kind === 'pages' ? 'allow-scripts' : 'allow-same-origin'}
      src={preview.url}
      onLoad={() => {
        setLoads((count) => count + 1)
      }}
    />
  )
}
