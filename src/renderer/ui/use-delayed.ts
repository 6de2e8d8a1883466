import { useEffect, useState } from 'react'

/** True once `isOn` has lasted `delayMs`: what is quick shows no skeleton. */
export function useDelayed(isOn: boolean, delayMs = 300): boolean {
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setTimeout(() => {
      setIsShown(true)
    }, delayMs)
    return () => {
      clearTimeout(timer)
      setIsShown(false)
    }
  }, [isOn, delayMs])
  return isOn && isShown
}
