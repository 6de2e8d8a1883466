/**
 * Every limit of this room. A message over a structural limit isn't shown in part: it is refused as
 * `mime/too-complex` (listed as "too complex to display", still downloadable), because what one parser
 * cuts off another one shows. Sizes are bytes unless the name says otherwise.
 */
export const limits = {
  /** Above this `mime/too-large`; no mail host of our presets takes more than 150 MB. */
  maxMessageBytes: 160 * 1024 * 1024,
  /** Parts of one message, nested messages included. */
  maxParts: 2_000,
  /** Nesting of multiparts and nested messages. */
  maxDepth: 40,
  /** Header fields of one part; a long relay chain has about 200. */
  maxFieldsPerPart: 2_000,
  /** Header of one part. 5,000 visible recipients fit. */
  maxHeaderBytesPerPart: 1024 * 1024,
  /** All headers of a message together. */
  maxHeaderBytes: 4 * 1024 * 1024,
  /** Of a message over the limits: so much of its header is searched for what a list shows of it, … */
  maxSearchedHeaderBytes: 16 * 1024 * 1024,
  /** … and so many fields, … */
  maxListedFields: 100,
  /** … and so much of them together, is taken. */
  maxListedHeaderBytes: 256 * 1024,
  /** RFC 2046 allows 70; a longer one is taken, up to this. */
  maxBoundaryLength: 256,
  /** Parameters of one Content-Type or Content-Disposition, RFC 2231 sections included. */
  maxParameters: 256,
  /** Encoded words decoded in one field; the rest stays as written. */
  maxEncodedWords: 2_000,
  /** Base64 of a certificate in an Autocrypt field; Level 1 asks senders to stay below 10 kB. */
  maxAutocryptChars: 128 * 1024,
  /** Addresses read from one field; the rest is dropped and the field is flagged. */
  maxAddresses: 10_000,
  /** Message-IDs read from References. */
  maxReferences: 500,
  /** Recipients read from one delivery report. */
  maxReportedRecipients: 500,
  /** Text of a delivery report that is read, in characters. */
  maxBounceChars: 256 * 1024,
  /** A calendar part or vCard above this is a file without a card. */
  maxCardBytes: 1024 * 1024,
  /** Of a file that is a message: so much of its head is read for its card. */
  maxCardHeadBytes: 64 * 1024,
  /** … and of each field of it that is shown. */
  maxCardFieldBytes: 8 * 1024,
  /** Text and lines of it that are read. */
  maxCardChars: 512 * 1024,
  maxCardLines: 5_000,
  /** One text on a card. */
  maxCardTextChars: 300,
  /** Attendees, addresses or phone numbers on a card. */
  maxCardPeople: 50,
  /** A winmail.dat above this is a file that isn't looked into. */
  maxTnefBytes: 64 * 1024 * 1024,
  /** Files in one winmail.dat; with more it isn't looked into further. */
  maxTnefFiles: 500,
  /** MAPI properties read from one list. */
  maxTnefProperties: 5_000,
  /** RTF body after decompression. */
  maxRtfBytes: 4 * 1024 * 1024,
  /** Nesting of groups in RTF. */
  maxRtfDepth: 1_000,
  /** Taken from all body parts for showing, scanning and indexing; the rest is cut and that is said. */
  maxBodyBytes: 4 * 1024 * 1024,
  /** Longest file name shown or written, in UTF-16 units, extension included. */
  maxFileNameLength: 180,
  /** HTML that is sanitised; above it the text part is shown. */
  maxHtmlChars: 4 * 1024 * 1024,
  /** Nodes of one HTML document. */
  maxHtmlNodes: 60_000,
  /** Nesting of HTML elements: bounds the parser's scope walks, which are linear in the depth. */
  maxHtmlDepth: 512,
  /** Attributes of one tag: the parser looks each up in a list. */
  maxHtmlAttributes: 1_000,
  /** Nodes that the parser moves before others (content misplaced in a table): each search is linear. */
  maxHtmlMoves: 20_000,
  /** Style elements of one document; further ones are left out. */
  maxStyleSheets: 200,
  /** Style sheets and style attributes of one document together, in characters. */
  maxCssChars: 256 * 1024,
  /** Nesting of blocks and functions in one style sheet, checked before the CSS parser recurses. */
  maxCssDepth: 32,
  /** One inlined image. */
  maxInlineImageBytes: 10 * 1024 * 1024,
  /** All inlined images of one document, counted as data-URI characters. */
  maxInlineImagesChars: 40 * 1024 * 1024,
  /** Threads that read mail in bulk; more would only wait for the store. */
  readerThreads: 4,
  /** Heap of one such thread: the largest message that comes by itself, as text, several times. */
  readerHeapMb: 256,
  /** Times in milliseconds: of a job once the thread is ready, of its start, of its idleness; short mail needs none. */
  reader: {
    quickBytes: 1024 * 1024,
    readMs: 5_000,
    startMs: 20_000,
    externalBytes: 512 * 1024 * 1024,
    idleMs: 20_000,
  },
  /** Names read from the directory of an attached zip. */
  maxZipNames: 2_000,
  /** Links of one document; further ones are shown as plain text. */
  maxLinks: 5_000,
  /** A line of an mbox file that is longer is taken apart. */
  maxMboxLineBytes: 256 * 1024,
  /** So much of a message's beginning is searched for what mail programs note in their own files. */
  maxNotesHeaderBytes: 256 * 1024,
  /** References kept in what is written, as RFC 5322 3.6.4 lets a reply trim them: the first and the newest. */
  maxReferencesWritten: 30,
  /** Of mail that is read in bulk, a thread gets its share in one piece, up to so much: who asks may be busy for long. */
  maxJobBytes: 8_000_000,
  /** How often a reading thread's memory outside its heap is looked at, in milliseconds. */
  lookEveryMs: 200,
  /** A longer target is no link. */
  maxHrefLength: 8_000,
  /** Of a picture that may be transparent: the headers of all four formats lie there, a palette of 256 colours included. */
  pictureHeadBase64Chars: 8_192,
  /** Of a link's own text, so much is compared with where it leads. */
  maxLinkTextChars: 2_000,
} as const

/** RFC 5321 4.5.3.1: octets of a local part and of a whole path. */
export const addressLimits = {
  maxLocalPartBytes: 64,
  maxAddressBytes: 254,
  maxDomainLabelLength: 63,
} as const
