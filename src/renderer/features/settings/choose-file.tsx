import { Button, FileButton } from '@mantine/core'
import type { FileHandle } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'

export type ChosenFile = { readonly handle: FileHandle; readonly name: string }

type Props = {
  readonly label: string
  /** Endings of file names, such as ".p12,.pfx". */
  readonly accept: string
  readonly isReading?: boolean
  readonly onFile: (file: ChosenFile) => void
}

/** A button that asks for one file. It goes by handle: the engine reads it. */
export function ChooseFile({ label, accept, isReading = false, onFile }: Props) {
  const { registerFiles } = useEngine()
  const choose = (file: File | null) => {
    if (file === null) return
    registerFiles([file])
      .then(([registered]) => {
        if (registered) onFile({ handle: registered.handle as FileHandle, name: registered.name })
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <FileButton onChange={choose} accept={accept}>
      {(props) => (
        <Button variant="default" loading={isReading} {...props}>
          {label}
        </Button>
      )}
    </FileButton>
  )
}
