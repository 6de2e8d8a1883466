import { useTranslation } from 'react-i18next'
import { Sheet } from '../../../ui/sheet.tsx'
import './search-help.css'

/** What can be typed, and the key of its words. */
const examples = {
  words: 'sleep diary',
  phrase: '"sleep diary"',
  beginning: 'appoint*',
  not: '-invoice',
  or: 'monday OR tuesday',
  from: 'from:maria',
  to: 'to:lee cc:lee',
  subject: 'subject:intake',
  patient: 'patient:"maria alvarez"',
  attachment: 'has:attachment',
  filename: 'filename:consent',
  state: 'is:unread is:flagged',
  mailbox: 'in:sent',
  before: 'before:2026-03-01',
  after: 'after:2025',
} as const

const names = Object.keys(examples) as (keyof typeof examples)[]

/** What the search field understands. */
export function SearchHelpSheet() {
  const { t } = useTranslation()
  return (
    <Sheet title={t('mail.search.help')}>
      <dl className="search-help">
        {names.map((name) => (
          <div key={name}>
            <dt>
              <code>{examples[name]}</code>
            </dt>
            <dd>{t(`mail.search.examples.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="detail">{t('mail.search.helpNote')}</p>
    </Sheet>
  )
}
