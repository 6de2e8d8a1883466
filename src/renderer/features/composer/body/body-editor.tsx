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
import { closeHistory } from '@tiptap/pm/history'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useImperativeHandle, useMemo, useRef, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/contract/index.ts'
import { useNonce } from '../../../app/nonce-context.ts'
import { FindingCard } from './finding-card.tsx'
import { BodySpelling } from '../spelling/body-spelling.tsx'
import type { SpellMemory } from '../spelling/spell-memory.ts'
import { SpellingMarks } from '../spelling/spelling-marks.ts'
import { FindingMarks, placeOf, replaceInText, showFindings } from './finding-marks.ts'
import { useFindingCard } from './use-finding-card.ts'

type Props = {
  readonly initialHtml: string
  readonly onChange: (html: string) => void
  readonly findings: readonly Finding[]
  /** Underlines everything that was found, not only what needs a decision. */
  readonly areAllMarked: boolean
  /** Null: spelling isn't checked. */
  readonly spelling: SpellMemory | null
  readonly shouldFocus: boolean
  readonly handle: Ref<BodyHandle>
}

/** What the rest of the composer can do to the text. */
export type BodyHandle = {
  /** Opens the card of a finding at its place. Answers whether it has one. */
  readonly show: (finding: Finding) => boolean
  /** Answers how to take it back; null where the finding has no place any more. */
  readonly replace: (finding: Finding) => (() => void) | null
  /** Another text, as one step. Answers how to take it back. */
  readonly setHtml: (html: string) => () => void
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
export function BodyEditor(props: Props) {
  const { initialHtml, onChange, findings, areAllMarked, spelling, shouldFocus, handle } = props
  const { t } = useTranslation()
  const nonce = useNonce()
  const extensions = useMemo(
    () => [
      StarterKit.configure({ heading: false, link: { openOnClick: false, autolink: true } }),
      FindingMarks,
      SpellingMarks,
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
    showFindings(editor, { findings, isMarked: (finding) => areAllMarked || finding.needsDecision })
  }, [areAllMarked, editor, findings])

  const frame = useRef<HTMLDivElement>(null)
  const { card, close, show } = useFindingCard(editor, frame)
  useImperativeHandle(handle, () => {
    const undo = () => {
      editor.chain().focus().undo().run()
    }
    return {
      show,
      replace: (finding) => {
        const place = placeOf(editor, finding)
        if (place === undefined) return null
        replaceInText(editor, place)
        return undo
      },
      setHtml: (html) => {
        editor.view.dispatch(closeHistory(editor.state.tr))
        editor.commands.setContent(html, { emitUpdate: true })
        return undo
      },
    }
  }, [editor, show])

  return (
    <RichTextEditor
      ref={frame}
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
      <BodySpelling editor={editor} memory={spelling} frame={frame} />
      {card !== null && <FindingCard card={card} onClose={close} />}
    </RichTextEditor>
  )
}
