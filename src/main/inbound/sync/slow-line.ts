import type { Downloaded } from '../../transport/index.ts'
import { slowLine } from '../limits.ts'

/**
 * Whether the rest of a backlog should come compressed, which costs a server on a fast line five times the time.
 * @param downloaded what has come so far, not compressed
 * @param left messages that are still to come
 */
export function paysToCompress({ messages, bytes, tookMs }: Downloaded, left: number): boolean {
  if (bytes < slowLine.judgedBytes || messages === 0) {
    return false
  }
  const leftMs = (left * tookMs) / messages
  return leftMs >= slowLine.worthMs && (bytes / Math.max(tookMs, 1)) * 1_000 < slowLine.bytesPerSecond
}
