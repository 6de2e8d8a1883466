/** What most hosts accept (RFC 1870 SIZE of the large providers is 25 to 35 MB); the host's own SIZE counts if smaller. */
export const largestMessageBytes = 20 * 1024 * 1024

/** What a draft may hold, to be split or handed over in person: a sealed message holds no more (docs/sealed-message.md). */
export const largestDraftBytes = 48 * 1024 * 1024

/** A draft is copied to the host as long as its files are no larger: others of the practice fetch it by itself. */
export const largestDraftCopyBytes = 25 * 1024 * 1024

/** Send holds every message this long, so that it can be taken back. */
export const holdMs = 10_000

/** How far ahead a message may be scheduled. */
export const longestScheduleMs = 366 * 24 * 3_600_000

/** Waits between attempts after a 4xx answer or without a connection; the last one repeats. */
export const retryDelaysMs = [30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 60 * 60_000] as const

/**
 * How long a host may ask to wait (4xx) before those who wait count as given up: "at least 4-5 days" (RFC 5321
 * section 4.5.4.1). Time without a connection doesn't count by itself: it ends at an answer of the host.
 */
export const giveUpAfterMs = 5 * 24 * 3_600_000

/** How often, and how patiently, Sent is searched for a message whose fate is unknown. */
export const sentSearchDelaysMs = [0, 3_000, 15_000] as const
