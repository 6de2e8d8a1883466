/** How often a letter with the head of the activity log is to leave. */
export const headLetterTimes = ['off', 'weekly', 'monthly'] as const
