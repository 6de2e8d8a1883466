import { EventPublisher } from '@orpc/server'
import type { AppEvent } from '../../shared/contract/index.ts'

/** Tells every window what has changed. */
export interface EventHub {
  publish(event: AppEvent): void
  /** Ends when `signal` aborts: the window went away. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<AppEvent, void>
}

export function createEventHub(): EventHub {
  const publisher = new EventPublisher<{ event: AppEvent }>({ maxBufferedEvents: 1000 })
  return {
    publish: (event) => {
      publisher.publish('event', event)
    },
    subscribe: async function* (signal) {
      yield* publisher.subscribe('event', signal === undefined ? {} : { signal })
    },
  }
}
