import { stat } from 'node:fs/promises'
import path from 'node:path'

/** Whether a place lies on another device than the vault: what opens it must not be stolen together with it. */
export async function isOnOtherDrive(userDataDir: string, place: string): Promise<boolean> {
  const [vaultDevice, placeDevice] = await Promise.all([deviceOf(userDataDir), deviceOf(path.dirname(place))])
  return placeDevice !== null && placeDevice !== vaultDevice
}

async function deviceOf(folder: string): Promise<number | null> {
  return stat(folder).then(
    ({ dev }) => dev,
    () => null,
  )
}
