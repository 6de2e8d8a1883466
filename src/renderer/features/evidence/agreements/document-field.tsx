import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../shared/contract/index.ts'
import { formatSize } from '../../../i18n/format.ts'
import { ChooseFile, type ChosenFile } from '../../settings/choose-file.tsx'

const kinds = '.pdf,.png,.jpg,.jpeg,.docx,.odt,.txt'

type Props = {
  /** The one that is kept. */
  readonly document: Agreement['document']
  /** The one that was chosen now; it takes the place of the kept one. */
  readonly file: ChosenFile | null
  readonly onFile: (file: ChosenFile) => void
  readonly onRemove: () => void
}

/** The signed document. A version before keeps the one that it had. */
export function DocumentField({ document, file, onFile, onRemove }: Props) {
  const { t } = useTranslation()
  const kept = document === null ? null : `${document.name}, ${formatSize(document.sizeBytes)}`
  const name = file?.name ?? kept
  return (
    <div role="group" aria-labelledby="agreement-document">
      <p id="agreement-document" className="evidence-label">
        {t('evidence.fields.document')}
      </p>
      <p className="detail document-name">{name ?? t('evidence.agreements.documentHint')}</p>
      <div className="evidence-buttons">
        <ChooseFile
          label={name === null ? t('evidence.agreements.attach') : t('evidence.agreements.attachOther')}
          accept={kinds}
          onFile={onFile}
        />
        {name !== null && (
          <Button variant="subtle" color="gray" onClick={onRemove}>
            {t('evidence.agreements.leaveOut')}
          </Button>
        )}
      </div>
    </div>
  )
}
