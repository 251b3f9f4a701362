import { ContentError } from "@nexa/content";
import { type CoreError, defineReasons } from "@nexa/contracts";

export const contentErrors = defineReasons("content", {
  headerUnknown: [
    "NOT_FOUND",
    "There is no such header. It may have been deleted; the list of headers shows those left.",
  ],
  carouselUnknown: [
    "NOT_FOUND",
    "There is no such carousel card. It may have been deleted; the list of carousels shows those left.",
  ],
  faqUnknown: [
    "NOT_FOUND",
    "There is no such question. It may have been deleted; the list of questions shows those left.",
  ],
  changedMeanwhile: [
    "CONFLICT",
    "Somebody else changed this while you were editing. Load it again, then make your change on what is there now.",
  ],
  siblingsChanged: [
    "CONFLICT",
    "The list is not what you put in order: something was added or deleted. Load it again, then order it.",
  ],
  restoredMeanwhile: [
    "CONFLICT",
    "All content was replaced while you were saving, by a restore or a move. Load it again, then make your change.",
  ],
  full: [
    "CONFLICT",
    "There are as many of these in this language as there can be. Delete some you no longer need first.",
  ],
  planNotFound: [
    "CONFLICT",
    "The plan this leads to does not exist or was deleted. Choose one from the list of plans.",
  ],
  categoryNotFound: [
    "CONFLICT",
    "The category this leads to does not exist or was deleted. Choose one from the list of categories.",
  ],
  targetAmbiguous: ["INVALID", "A carousel card leads to a plan or to a category, not to both. Clear one of them."],
  imageNotFound: ["CONFLICT", "The picture is not there any more. Upload it again and use the new address."],
  windowInvalid: [
    "INVALID",
    "The time it is shown from must be before the time it is shown until. Change one of them.",
  ],
  nothingToChange: ["INVALID", "Nothing was sent to change. Send at least one field."],
  invalid: [
    "INVALID",
    "This content cannot be stored as it is. Shorten its texts and its extra fields and send it again.",
  ],
  storeUnavailable: [
    "UNAVAILABLE",
    "Content cannot be read or changed at the moment; customers still see what was published last. Please try again in a minute.",
  ],
  unconfirmed: [
    "UNAVAILABLE",
    "The content store did not answer, so we cannot say whether this was saved. Load it again in a minute before you repeat it.",
  ],
  busy: ["UNAVAILABLE", "Too many changes of content wait already. Please try again in a moment."],
  pictureTooLarge: ["INVALID", "The picture is larger than 5 MB. Choose a smaller one."],
  pictureUnsupported: ["INVALID", "This is no JPEG, PNG or WebP picture. Save it as one of these and send it again."],
  pictureBroken: ["INVALID", "The picture is broken or cut off. Save it again and send it once more."],
  pictureTooManyPixels: ["INVALID", "The picture has more than 40 million pixels. Make it smaller and send it again."],
  pictureMixed: [
    "INVALID",
    "The file holds more than a picture. Save the picture anew in a picture program and send that.",
  ],
  pictureUnknown: ["NOT_FOUND", "There is no such picture. It may have been deleted after nothing used it any more."],
});

/** What the store refused as the refusal that staff read; other errors as they are. */
export function contentRefusal(error: unknown): CoreError | unknown {
  if (!(error instanceof ContentError)) return error;
  switch (error.code) {
    case "revisionConflict":
    case "notFound":
      return contentErrors.changedMeanwhile();
    case "siblingsChanged":
      return contentErrors.siblingsChanged();
    case "full":
      return contentErrors.full();
    case "replaced":
      return contentErrors.restoredMeanwhile();
    case "invalid":
      return contentErrors.invalid();
    case "unavailable":
      return contentErrors.storeUnavailable({ retryAfterSeconds: 30 });
    default:
      return error;
  }
}

/** Runs a read of the store; what the store refuses comes out as a refusal of ours. */
export async function fromStore<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw contentRefusal(error);
  }
}
