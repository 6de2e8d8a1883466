import type { CdpSession, Protocol } from './cdp.ts'

/**
 * Answers `webUtils.getPathForFile`, which waits on a `debugger` statement: reads the path of its `file`, writes it
 * into its `path` and lets it go on. A pause anywhere else just ends.
 */
export async function answerFilePath(
  session: CdpSession,
  { callFrames: [top] }: Protocol.Debugger.pausedPayload,
): Promise<void> {
  try {
    if (top?.functionName === 'getPathForFile') {
      const inFrame = (expression: string) =>
        session.send('Debugger.evaluateOnCallFrame', { callFrameId: top.callFrameId, expression })
      const { result } = await inFrame('file')
      if (result.subtype !== 'null' && result.objectId !== undefined) {
        const info = await session.send('DOM.getFileInfo', { objectId: result.objectId })
        await inFrame(`path = ${JSON.stringify(info.path)}`)
      }
    }
  } catch {
    // Not a file, or the page is gone: the path stays empty, as in Electron.
  } finally {
    await session.send('Debugger.resume').catch(() => undefined)
  }
}
