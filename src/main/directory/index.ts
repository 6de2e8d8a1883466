export { exportPeople } from './address-book/exporter.ts'
export { createImporter, type Importer } from './address-book/importer.ts'
export { takeAutocrypt, type AutocryptHint } from './autocrypt.ts'
export {
  createCertificateDesk,
  type CertificateDesk,
  type CertificateInput,
  type OfferedCertificate,
} from './certificates.ts'
export { createDirectory, type Directory, type DirectoryDeps } from './directory.ts'
export { createGroups, type Groups } from './groups.ts'
export { offerLearned, type LearnedFromMail } from './learned-certificates.ts'
export { knowledgeOf, type KnownContact, type RecipientKnowledge } from './knowledge.ts'
export { createPassphraseDesk, type PassphraseDesk, type PassphraseDeskDeps } from './passphrases.ts'
export type { FingerprintWords } from './present.ts'
export type { SendingAccount, SmimeKnowledge } from './smime-knowledge.ts'
