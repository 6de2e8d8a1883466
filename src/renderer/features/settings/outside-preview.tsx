import { IconFile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OutsideCheck } from '../../../shared/contract/index.ts'

type Props = {
  readonly preview: OutsideCheck['preview']
  /** At the head of the page: a data: URI; empty: none. */
  readonly logo: string
}

/** The mail and the locked page, as they stand on a phone that somebody else holds. */
export function OutsidePreview({ preview, logo }: Props) {
  const { t } = useTranslation()
  const { from, subject, text, files, pageTitle } = preview
  return (
    <figure className="outside-preview">
      <figcaption className="detail">{t('settings.outside.preview')}</figcaption>
      <div className="outside-mail">
        <p className="outside-name">{from}</p>
        <p>{subject}</p>
        {text
          .trim()
          .split('\n\n')
          .map((paragraph) => (
            <p key={paragraph} className="detail outside-text">
              {paragraph}
            </p>
          ))}
        <ul className="outside-files">
          {files.map((name) => (
            <li key={name} className="detail">
              <IconFile size={14} stroke={1.75} aria-hidden />
              {name}
            </li>
          ))}
        </ul>
      </div>
      <p className="detail">{t('settings.outside.previewPage', { title: pageTitle })}</p>
      {logo !== '' && <img className="outside-page-logo" src={logo} alt={t('settings.outside.logoAlt')} />}
    </figure>
  )
}
