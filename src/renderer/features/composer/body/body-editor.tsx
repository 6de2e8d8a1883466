import { RichTextEditor } from '@mantine/tiptap'
import {
  IconBlockquote,
  IconBold,
  IconItalic,
  IconList,
  IconListNumbers,
  IconUnderline,
  type Icon,
} from '@tabler/icons-react'
import { useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/contract/index.ts'
import { useNonce } from '../../../app/nonce-context.ts'
import { FindingMarks, showFindings } from './finding-marks.ts'

type Props = {
  readonly initialHtml: string
  readonly onChange: (html: string) => void
  readonly findings: readonly Finding[]
  readonly shouldFocus: boolean
}

function small(Glyph: Icon) {
  return () => <Glyph size={16} stroke={1.75} aria-hidden />
}

const glyphs = {
  bold: small(IconBold),
  italic: small(IconItalic),
  underline: small(IconUnderline),
  bullets: small(IconList),
  numbers: small(IconListNumbers),
  quote: small(IconBlockquote),
}

/** The text of the message. It is read as the engine gave it and written back as HTML; nothing in it runs here. */
export function BodyEditor({ initialHtml, onChange, findings, shouldFocus }: Props) {
  const { t } = useTranslation()
  const nonce = useNonce()
  const extensions = useMemo(
    () => [
      StarterKit.configure({ heading: false, link: { openOnClick: false, autolink: true } }),
      FindingMarks,
    ],
    [],
  )
  const editor = useEditor({
    extensions,
    content: initialHtml,
    injectNonce: nonce,
    autofocus: shouldFocus ? 'start' : false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('composer.body') },
      // Mod+Enter is the window's (send, review): the editor would take it for a line break.
      handleDOMEvents: {
        keydown: (_view, event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey),
      },
    },
    onUpdate: ({ editor: changed }) => {
      onChange(changed.getHTML())
    },
  })

  useEffect(() => {
    showFindings(editor, findings)
  }, [editor, findings])

  return (
    <RichTextEditor
      editor={editor}
      withTypographyStyles={false}
      classNames={{
        root: 'body-editor',
        toolbar: 'body-tools',
        content: 'body-content',
        control: 'body-tool',
      }}
      labels={{
        boldControlLabel: t('composer.tools.bold'),
        italicControlLabel: t('composer.tools.italic'),
        underlineControlLabel: t('composer.tools.underline'),
        bulletListControlLabel: t('composer.tools.bulletList'),
        orderedListControlLabel: t('composer.tools.orderedList'),
        blockquoteControlLabel: t('composer.tools.quote'),
      }}
    >
      <RichTextEditor.Toolbar role="toolbar" aria-label={t('composer.tools.label')}>
        <RichTextEditor.Bold icon={glyphs.bold} />
        <RichTextEditor.Italic icon={glyphs.italic} />
        <RichTextEditor.Underline icon={glyphs.underline} />
        <RichTextEditor.BulletList icon={glyphs.bullets} />
        <RichTextEditor.OrderedList icon={glyphs.numbers} />
        <RichTextEditor.Blockquote icon={glyphs.quote} />
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content />
    </RichTextEditor>
  )
}
