import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { createRecorder, type Recorder } from './recorder.ts'

/** What the server says to one client line; null closes the connection. Bytes that aren't a line come as they are. */
export type Answer = (line: string) => string | null

/** A server that speaks plain text and lies as it is told: the man in the middle of a STARTTLS connection. */
export type ScriptedServer = {
  readonly port: number
  readonly recorder: Recorder
  readonly close: () => Promise<void>
}

/** Starts the server on a free loopback port. An empty greeting is none; a silent client is dropped after 500 ms. */
export async function startScriptedServer(
  greeting: string,
  answer: Answer,
  secrets: readonly string[],
): Promise<ScriptedServer> {
  const recorder = createRecorder(secrets)
  const open = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(500, () => socket.destroy())
    if (greeting !== '') socket.write(greeting)
    socket.on('data', (chunk) => {
      recorder.record(chunk)
      for (const line of chunk.toString('latin1').split(/(?<=\n)/)) {
        const reply = answer(line.replace(/\r?\n$/, ''))
        if (reply === null) socket.end()
        else socket.write(reply)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    recorder,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
