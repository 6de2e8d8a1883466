import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { MessageView, NamedReader, Protection } from '../../../../shared/contract/index.ts'

type Words = { readonly view: MessageView; readonly why: string }

/** Who can open what is protected this way. */
function whomOf({ kind }: Protection): 'practice' | 'anyone' | 'own' | 'nobodyHere' {
  switch (kind) {
    case 'none':
    case 'partial':
    case 'signed-only':
      return 'anyone'
    case 'own-copy':
      return 'own'
    case 'unreadable':
      return 'nobodyHere'
    case 'openpgp':
    case 'smime':
    case 'sealed-answer':
    case 'reply-page':
      return 'practice'
  }
}

function scopeOf({ kind }: Protection): 'whole' | 'signed' | 'none' | 'partial' {
  if (kind === 'none') return 'none'
  if (kind === 'partial') return 'partial'
  return kind === 'signed-only' ? 'signed' : 'whole'
}

function KeptOut({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const links = view.links.filter(({ isMismatched }) => isMismatched).length
  const files = view.attachments.filter(({ isDangerous }) => isDangerous).length
  return (
    <ul className="why-reasons">
      {view.blockedRemoteImages > 0 && (
        <li>{t('reader.why.out.images', { count: view.blockedRemoteImages })}</li>
      )}
      {links > 0 && <li>{t('reader.why.out.links', { count: links })}</li>}
      {files > 0 && <li>{t('reader.why.out.files', { count: files })}</li>}
      <li>{t('reader.why.out.active')}</li>
    </ul>
  )
}

/** Whose keys the message names. Anyone can write them, so that it is told as what the message says. */
function Readers({ readers }: { readonly readers: readonly NamedReader[] }) {
  const { t } = useTranslation()
  return (
    <>
      {t('reader.why.readers.named')}
      <ul className="why-reasons">
        {readers.map((reader, index) => (
          <li key={index}>{readerText(reader, t)}</li>
        ))}
      </ul>
    </>
  )
}

function readerText(reader: NamedReader, t: TFunction): string {
  switch (reader.kind) {
    case 'own':
      return t('reader.why.readers.own', { name: reader.name })
    case 'known':
      return reader.name
    case 'unknown-key':
      return t('reader.why.readers.unknownKey', { id: reader.keyId.replace(/(.{4})(?=.)/g, '$1 ') })
    case 'unknown-certificate':
      return t('reader.why.readers.unknownCertificate', { number: reader.number })
    case 'hidden':
      return t('reader.why.readers.hidden')
    case 'others':
      return t('reader.why.readers.others', { count: reader.count })
  }
}

/** Why a message is judged as it is: by what it is protected, for whom, which parts, who sent it, what was kept out. */
export function WhyCard({ view, why }: Words) {
  const { t } = useTranslation()
  const { protection, authenticity, readers = [] } = view
  return (
    <>
      <p>{why}</p>
      <dl className="why-facts">
        <dt>{t('reader.why.protectedBy')}</dt>
        <dd>{t(`reader.why.by.${protection.kind}`)}</dd>
        <dt>{t('reader.why.forWhom')}</dt>
        <dd>
          {readers.length === 0 ? t(`reader.why.whom.${whomOf(protection)}`) : <Readers readers={readers} />}
        </dd>
        <dt>{t('reader.why.parts')}</dt>
        <dd>{t(`reader.why.scope.${scopeOf(protection)}`)}</dd>
        {protection.kind !== 'own-copy' && (
          <>
            <dt>{t('reader.why.sender')}</dt>
            <dd>
              {t(`mail.authenticity.${authenticity.verdict}`)}
              {authenticity.reasons.length > 0 && (
                <ul className="why-reasons">
                  {authenticity.reasons.map((reason) => (
                    <li key={reason}>{t(`mail.reasons.${reason}`)}</li>
                  ))}
                </ul>
              )}
            </dd>
          </>
        )}
        <dt>{t('reader.why.keptOut')}</dt>
        <dd>
          <KeptOut view={view} />
        </dd>
      </dl>
    </>
  )
}
