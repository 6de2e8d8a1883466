import { useMutation } from '@tanstack/react-query'
import { useEngine } from '../../app/engine.ts'
import { openSheet } from '../../app/sheets.ts'

/** Asks for a file, has every record of it checked, and shows what was found before it is kept. */
export function useChooseLog() {
  const { queries } = useEngine()
  return useMutation(
    queries.logs.choose.mutationOptions({
      gcTime: 0,
      onSuccess: (offer) => {
        if (offer !== null) openSheet({ kind: 'of-activity', sheet: { kind: 'add-log', offer } })
      },
    }),
  )
}
