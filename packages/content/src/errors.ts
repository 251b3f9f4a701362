export type ContentErrorCode =
  | "notFound"
  /** Someone else changed it since the revision that was given was read. */
  | "revisionConflict"
  /** The ids to be ordered are not the siblings there are now. */
  | "siblingsChanged"
  /** An id that is taken already, by another document or in a stream to be staged. */
  | "duplicate"
  /** As many documents of this kind and locale as there may be. */
  | "full"
  /** Not a valid document. */
  | "invalid"
  /** The store was swapped for a staged one while this was written: it may be lost, do it again. */
  | "replaced"
  /** The store cannot be reached or did not answer in time. What was asked for may have happened. */
  | "unavailable";

/** What the content store refuses or cannot do. The message is for the log, not for people. */
export class ContentError extends Error {
  override readonly name = "ContentError";
  readonly code: ContentErrorCode;

  constructor(code: ContentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function isContentError(error: unknown, code: ContentErrorCode): error is ContentError {
  return error instanceof ContentError && error.code === code;
}
