import { useState, type DragEvent } from 'react'
import type { FileHandle } from '../../shared/ids.ts'
import { useEngine } from './engine.ts'
import { failureOf } from './failure.ts'
import { sayFailure } from './lines.ts'

/**
 * An area that takes one file: it goes by handle, the engine reads it. `area` belongs on the element that takes the drop,
 * `takeFile` is for a file that was chosen otherwise.
 */
export function useFileDrop(onFile: (file: FileHandle) => void) {
  const { registerFiles } = useEngine()
  const [isOver, setIsOver] = useState(false)
  const takeFile = (file: File | null | undefined) => {
    if (file == null) return
    registerFiles([file])
      .then(([registered]) => {
        if (registered) onFile(registered.handle as FileHandle)
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  const area = {
    'data-over': isOver || undefined,
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: () => {
      setIsOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setIsOver(false)
      takeFile(event.dataTransfer.files[0])
    },
  }
  return { area, takeFile }
}
