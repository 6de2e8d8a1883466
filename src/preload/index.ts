import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridgeName, channels, type Bridge } from '../shared/bridge.ts'

type RegisteredFiles = Awaited<ReturnType<Bridge['registerFiles']>>

const bridge: Bridge = {
  send: (message) => {
    ipcRenderer.send(channels.rpc, message)
  },
  onMessage: (listener) => {
    // The event carries the sender, which can reach the main process: only the message passes.
    ipcRenderer.on(channels.rpc, (_event, message: string | Uint8Array) => {
      listener(message)
    })
  },
  registerFiles: async (files) => {
    // A File that a script made has no path on disk; only what a person dropped or picked has.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return (await ipcRenderer.invoke(channels.registerFiles, paths)) as RegisteredFiles
  },
  holdSecret: async (bytes) => {
    try {
      return (await ipcRenderer.invoke(channels.holdSecret, bytes)) as string
    } finally {
      // A copy of the window's own: the bridge clones what passes.
      bytes.fill(0)
    }
  },
}

contextBridge.exposeInMainWorld(bridgeName, bridge)
