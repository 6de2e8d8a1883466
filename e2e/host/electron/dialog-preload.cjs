/* eslint-disable @typescript-eslint/no-require-imports -- a sandboxed preload is CommonJS */
const { contextBridge, webUtils } = require('electron')

contextBridge.exposeInMainWorld('dialogWindow', {
  /** @type {(files: File[]) => string[]} */
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)),
})
