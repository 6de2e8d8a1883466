import {
  partBytes,
  readZipNames,
  sanitizeFileName,
  type Attachment,
  type FileNameFlag,
} from '../mime/index.ts'
import { dearmorContainer } from '../sealing/index.ts'
import type { OpenedMessage } from './opened-message.ts'

/** Files that run when opened, or whose name was made to hide what they are. */
export function isDangerous(flags: readonly FileNameFlag[]): boolean {
  return flags.some((flag) => flag !== 'missing' && flag !== 'shortened' && flag !== 'path')
}

/** A file that is dangerous by its name, or an archive that holds one. */
export function isDangerousFile({ tree }: Pick<OpenedMessage, 'tree'>, file: Attachment): boolean {
  if (isDangerous(file.fileNameFlags)) {
    return true
  }
  if (!/\.zip$/i.test(file.fileName) && file.contentType !== 'application/zip') {
    return false
  }
  const bytes = partBytes(tree, file.partPath)
  return bytes !== null && readZipNames(bytes).some(isProgram)
}

/** Pages are what archives of web sites and of mail are made of: alone in a mail they deceive, here they are ordinary. */
function isProgram(name: string): boolean {
  return !/\.[sx]?html?$/i.test(name) && isDangerous(sanitizeFileName(name, 'file').flags)
}

/** A page is dangerous to open as any page; a sealed message is one that another practice's Sealpost made. */
export function isSealedForm({ tree }: OpenedMessage, file: Attachment): boolean {
  if (!/\.html?$/i.test(file.fileName)) {
    return false
  }
  const bytes = partBytes(tree, file.partPath)
  return bytes !== null && dearmorContainer(new TextDecoder('latin1').decode(bytes)).ok
}
