import { useMutation } from '@tanstack/react-query'
import { useEngine } from '../../../app/engine.ts'
import { openSheet } from '../../../app/sheets.ts'

/** Asks for a binder's file, has it verified, and shows what was found before it is kept. */
export function useChooseBinder() {
  const { queries } = useEngine()
  return useMutation(
    queries.binders.choose.mutationOptions({
      gcTime: 0,
      onSuccess: (offer) => {
        if (offer !== null) openSheet({ kind: 'of-activity', sheet: { kind: 'add-binder', offer } })
      },
    }),
  )
}
