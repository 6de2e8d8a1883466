export {
  SealedMessage,
  SelfSealed,
  isSealedMessage,
  isSelfSealed,
  restoreSealed,
  restoreSelfSealed,
  sealedRow,
  selfSealedRow,
} from './sealed.ts'
export type { SealedEnvelope, SealedRow, SelfSealedRow } from './sealed.ts'
export { envelopeIdOf, envelopeIdOnWire, readEnvelopeId } from './envelope-id.ts'
export { certificateBytes, chooseCertificates, readCertificate } from './openpgp/certificate.ts'
export type { CertificateInfo } from './openpgp/certificate.ts'
export { decryptAndVerify, openpgpRecipients } from './openpgp/decrypt.ts'
export { openpgpRecipientTest } from './openpgp/recipients.ts'
export type { RecipientKey, RecipientTest } from './recipient-key.ts'
export type { Decrypted, DecryptOptions } from './openpgp/decrypt.ts'
export { encryptAndSign } from './openpgp/encrypt.ts'
export type { EncryptOptions } from './openpgp/encrypt.ts'
export { inlineEntity, readInlineRoot } from './openpgp/inline.ts'
export { fingerprintWords } from './openpgp/fingerprint-words.ts'
export {
  generateNewerKey,
  generateOwnKey,
  isNewerKey,
  makeRevocationCertificate,
  ownKeyExpiresSoon,
  ownKeyNeedsRenewal,
  renewOwnKey,
  revokeOwnKey,
} from './openpgp/own-key.ts'
export type { OwnKey, RevocationReason } from './openpgp/own-key.ts'
export { refreshCertificate } from './openpgp/refresh.ts'
export type { Refreshed } from './openpgp/refresh.ts'
export { verifyDetached } from './openpgp/signature.ts'
export type { SignatureState } from './openpgp/signature.ts'
export { readPgpMimeRoot } from './openpgp/pgp-mime.ts'
export { paddedLength } from './sealed-message/format/padding.ts'
export { derivePassphraseKey, normalisePassphrase } from './sealed-message/format/passphrase-key.ts'
export type { PassphraseKey } from './sealed-message/format/passphrase-key.ts'
export { openContainer, sealContainer } from './sealed-message/format/container.ts'
export { dearmorContainer } from './sealed-message/format/armor.ts'
export type { ReplyMeans, SealedAttachment, SealedContent } from './sealed-message/format/content.ts'
export { coverSubject, coverText, formFileNames, pageTitle } from './sealed-message/cover.ts'
export type { Cover } from './sealed-message/cover.ts'
export type { BundleHeader, FoundBundle } from './recovery-bundle/format.ts'
export { findRecoveryBundle, sealRecoveryBundle } from './recovery-bundle/message.ts'
export { readLogo, rereadLogo } from './sealed-message/logo/logo.ts'
export { generatePassphrase, parseWordList } from './sealed-message/passphrase.ts'
export type { ProtectedForm, Protection, SealMethod } from './protection.ts'
export { seal, sealFiles, sealForSelf } from './seal.ts'
export type {
  OpenPgpRequest,
  SealDependencies,
  FormsOf,
  SealedMessageRequest,
  SealRequest,
  SelfSealRequest,
  SmimeRequest,
} from './seal.ts'
export { buildHtmlForm } from './sealed-message/html-form.ts'
export type { HtmlFormOptions } from './sealed-message/html-form.ts'
export { loadReaderAssets } from './sealed-message/page-file.ts'
export type { ReaderAssets } from './sealed-message/page-file.ts'
export { buildReplyPage } from './sealed-message/reply-page.ts'
export type { ReplyPageOptions } from './sealed-message/reply-page.ts'
export { referenceOf } from './sealed-message/format/reference.ts'
export { replyPageLines } from './sealed-message/pdf/words.ts'
export { replaceUnprintable, settable, wrap, type Measure } from './sealed-message/pdf/text.ts'
export { loadPdfFonts, type PdfFonts } from './sealed-message/pdf/fonts.ts'
export { openAnswer } from './sealed-message/answer.ts'
export type { OpenAnswerOptions, OpenedAnswer } from './sealed-message/answer.ts'
export { beginsSealedAnswer, findSealedAnswers } from './sealed-message/find-answers.ts'
export { chooseCertificate } from './smime/choose-certificate.ts'
export type { CertificateChoice } from './smime/choose-certificate.ts'
export { describeSmimeCertificate, readSmimeCertificate } from './smime/certificate.ts'
export type { CertificatePurpose, JudgeOptions, SmimeCertificateInfo } from './smime/certificate.ts'
export { smimeCapabilities } from './smime/capabilities.ts'
export type { SmimeCapability } from './smime/capabilities.ts'
export { readTrustAnchors } from './smime/anchors.ts'
export type { TrustAnchors } from './smime/anchors.ts'
export type { Trust } from './smime/chain.ts'
export { describeStoredAuthority, readAuthority } from './smime/authority.ts'
export type { AuthorityInfo } from './smime/authority.ts'
export { lookUpRevocations, readRevocationList } from './smime/revocation.ts'
export type { CheckedList, RevocationListInfo } from './smime/revocation.ts'
export type { RevocationLookup } from './smime/revoked.ts'
export { smimeSignAndEncrypt } from './smime/encrypt.ts'
export type { SmimeEncrypted, SmimeEncryptOptions, SmimeRecipient } from './smime/encrypt.ts'
export type { ImportedIdentity, SmimeIdentity } from './smime/identity.ts'
export { openSmime } from './smime/open.ts'
export type { OpenSmimeOptions, SmimeEncryption, SmimeOpened } from './smime/open.ts'
export { smimeRecipients, smimeRecipientTest } from './smime/recipients.ts'
export { importPkcs12 } from './smime/pkcs12.ts'
export type { LearnedCertificate, SmimeSignature } from './smime/verify.ts'
