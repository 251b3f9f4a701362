import { defineReasons } from "@nexa/contracts";

export const customersErrors = defineReasons("customers", {
  notFound: ["NOT_FOUND", "There is no such customer. Search by phone number or name."],
  closed: [
    "CONFLICT",
    "This account is closed, so its status cannot change any more. The customer may register again.",
  ],
  emailRefused: ["INVALID", "No e-mail can be delivered to this address. Check it or use another one."],
  emailUnavailable: ["UNAVAILABLE", "The e-mail could not be sent just now. Please try again in a moment."],
  numberUnchanged: ["CONFLICT", "This is your number already. There is nothing left to do."],
  noPicture: ["NOT_FOUND", "You have no picture. Send one to show it."],
  pictureTooLarge: ["INVALID", "The picture is larger than 5 MB. Send a smaller one."],
  pictureUnsupported: ["INVALID", "This is not a JPEG, PNG or WebP picture. Send a photo in one of these formats."],
  pictureBroken: ["INVALID", "This picture cannot be read. Send another one."],
  pictureTooManyPixels: ["INVALID", "This picture has too many pixels. Send one of at most 40 megapixels."],
  pictureMixed: ["INVALID", "This file holds more than a picture. Send the photo alone."],
  billOpen: ["CONFLICT", "You have a bill to pay. Pay it first, then close your account."],
  postpaidRuns: ["CONFLICT", "A postpaid plan runs on your account. Cancel it first, then close your account."],
  moneyPending: [
    "CONFLICT",
    "A payment or refund of yours is still under way. Wait until it is settled, then close your account.",
  ],
  plansWaiting: [
    "CONFLICT",
    "Plans wait to start on your numbers. Cancel them first, so that their money goes back, then close your account.",
  ],
  statusUnchanged: ["CONFLICT", "The account has this status already. Reload the page to see how it stands."],
});
