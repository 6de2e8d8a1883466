import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEngine } from './engine.ts'
import { forgetPerson } from './store.ts'

/** Who is in front of the computer, where several people work on it; the engine locks what is open. */
export function useChoosePerson() {
  const { queries } = useEngine()
  const cache = useQueryClient()
  return useMutation(
    queries.vault.choosePerson.mutationOptions({
      onSuccess: () => {
        forgetPerson()
        return cache.invalidateQueries({ queryKey: queries.app.key() })
      },
    }),
  )
}
