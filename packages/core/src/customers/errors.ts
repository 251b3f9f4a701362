import { defineReasons } from "@nexa/contracts";

export const customersErrors = defineReasons("customers", {
  notFound: ["NOT_FOUND", "There is no such customer. Search by phone number or name."],
  closed: ["CONFLICT", "This account is closed and cannot change any more. The customer may register again."],
  emailRefused: ["INVALID", "No e-mail can be delivered to this address. Check it or use another one."],
  emailUnavailable: ["UNAVAILABLE", "The e-mail could not be sent just now. Please try again in a moment."],
  numberUnchanged: ["CONFLICT", "This is your number already. There is nothing left to do."],
  noPicture: ["NOT_FOUND", "You have no picture. Send one to show it."],
  pictureTooLarge: ["INVALID", "The picture is larger than 5 MB. Send a smaller one."],
  pictureUnsupported: ["INVALID", "This is not a JPEG, PNG or WebP picture. Send a photo in one of these formats."],
  pictureBroken: ["INVALID", "This picture cannot be read. Send another one."],
  pictureTooManyPixels: ["INVALID", "This picture has too many pixels. Send one of at most 40 megapixels."],
  pictureMixed: ["INVALID", "This file holds more than a picture. Send the photo alone."],
  billOpen: ["CONFLICT", "A bill of this account is to be paid. Once it is paid, the account can be closed."],
  postpaidRuns: ["CONFLICT", "A postpaid plan runs on this account. Cancel it first, then close the account."],
  moneyPending: [
    "CONFLICT",
    "A payment or refund of this account is still under way. Wait until it is settled, then close the account.",
  ],
  plansWaiting: [
    "CONFLICT",
    "Plans wait to start on the numbers of this account. Cancel them first, so that their money goes back, then close the account.",
  ],
  numberTaken: ["CONFLICT", "Another customer signs in with this number. Search for it to find them."],
  numberOwned: ["CONFLICT", "This number is one of another customer's. They have to give it up first."],
  numberUnchangedOfCustomer: [
    "CONFLICT",
    "The customer signs in with this number already. There is nothing to change.",
  ],
  numberUnverified: [
    "CONFLICT",
    "This customer's number is not verified, so no code can go to it. Change the number first, to the same one where it is right.",
  ],
  statusUnchanged: ["CONFLICT", "The account has this status already. Reload the page to see how it stands."],
});
