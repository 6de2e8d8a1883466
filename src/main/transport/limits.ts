/** Every bound of this room in one place. Times in milliseconds, sizes in bytes. */
export const transportLimits = {
  connectTimeoutMs: 20_000,
  greetingTimeoutMs: 20_000,
  /** RFC 5321 section 4.5.3.2.6: a server may take ten minutes to answer the final dot. */
  smtpSilenceTimeoutMs: 10 * 60_000,
  imapSilenceTimeoutMs: 5 * 60_000,
  /** RFC 2177: renewed before servers (29 minutes) and home routers (often 5) forget a silent connection. */
  idleRenewMs: 4 * 60_000,
  logoutTimeoutMs: 2_000,
  inspectTimeoutMs: 10_000,
  /** Labels that one search names, with room for the rest of a line of 8,192 bytes (RFC 7162 section 4). */
  searchedLabelBytes: 6_000,
  /** A line without literal: the longest honest ones are answers to SEARCH over a large mailbox. */
  imapLineBytes: 32 * 1024 * 1024,
  /** The largest message that is downloaded whole. */
  messageBytes: 128 * 1024 * 1024,
  /** UIDs that one VANISHED (RFC 7162) may name: each is handled by itself, while nothing else happens. */
  vanishedUids: 1_000_000,
  /** Untagged answers to one command, beside four for each message of the open mailbox, of which so many count. */
  untaggedAnswers: 50_000,
  countedMessages: 1_000_000,
  /** What one command may be answered with: batches hold about 50 MB, one message at most `messageBytes`. */
  answeredBytes: 1024 * 1024 * 1024,
  /** In the middle of a literal a server has nothing to think about: it is the line, or it ended too soon. */
  literalSilenceMs: 30_000,
  batchMessages: 200,
  /** Of a download, so that a page of mail can be read before the rest has come. */
  firstBatchMessages: 50,
  /** Of a message that is downloaded alone, so much is asked for at a time. */
  pieceBytes: 512 * 1024,
  /** Of a message that isn't downloaded whole: enough for any honest header. */
  headBytes: 64 * 1024,
  /** Downloads hold at most about 50 MB at a time, but for single messages that are larger. */
  sizeClasses: [
    { upToBytes: 256 * 1024, perBatch: 200 },
    { upToBytes: 4 * 1024 * 1024, perBatch: 12 },
    { upToBytes: Infinity, perBatch: 1 },
  ],
  /** From the handshake to the collector's answer to the end of the connection, beside the time that the bytes take. */
  collectorTimeoutMs: 20_000,
  /** The slowest line to a collector: what the kernel still holds of a batch can't be seen, so time is given by size. */
  collectorBytesPerSecond: 4096,
  /** How long a collector that refuses us may take to end the connection. */
  collectorQuietMs: 1000,
  dataSliceBytes: 64 * 1024,
  smtpReplyBytes: 64 * 1024,
  httpReplyBytes: 64 * 1024,
  httpTimeoutMs: 20_000,
  /** A certificate with many signatures of others. */
  wkdReplyBytes: 1024 * 1024,
  /** From the first packet to the last byte: nobody waits longer for a key that may not exist. */
  wkdTimeoutMs: 15_000,
  /** How long a person may take to sign in in the browser. */
  signInTimeoutMs: 5 * 60_000,
  signInRequestBytes: 8 * 1024,
} as const
