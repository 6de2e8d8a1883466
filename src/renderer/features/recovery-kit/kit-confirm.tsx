import { useMutation } from '@tanstack/react-query'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { PaperProofForm } from './paper-proof.tsx'

type Props = {
  readonly wordCount: number
  readonly onShowAgain: () => void
  readonly onConfirmed: () => void
}

/** The kit counts from here on. */
export function KitConfirm({ wordCount, onShowAgain, onConfirmed }: Props) {
  const { queries } = useEngine()
  const confirm = useMutation(queries.vault.confirmKit.mutationOptions({ gcTime: 0, onSuccess: onConfirmed }))
  return (
    <PaperProofForm
      wordCount={wordCount}
      failure={confirm.isError ? failureOf(confirm.error) : null}
      isBusy={confirm.isPending}
      onProve={confirm.mutate}
      onShowAgain={onShowAgain}
    />
  )
}
