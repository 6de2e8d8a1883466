/**
 * As the engine's thread does: work in the background that meets a store closed by a lock ends there, and nothing else.
 */
export function outliveClosedStores(): void {
  process.on('unhandledRejection', (error) => {
    if (!String(error).includes('database connection is not open')) throw error
  })
}
