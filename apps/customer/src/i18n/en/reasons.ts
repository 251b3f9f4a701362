/** Why something was refused, where the server's own sentence speaks to programs, or a number in it helps. */
export const reasons = {
  request_invalid: "Something that was entered is missing or not right. Check it and try again.",
  identity_tooManyTries: "Too many tries. Please try again in {{minutes}} min.",
  linkedAccounts_tooMany: "Your list is full: you can link {{max}} numbers. Remove one before you add another.",
  notifications_channelUnused:
    "This kind of notice does not come that way. Load the page again and choose from what it shows.",
  notifications_quietHoursIncomplete: "Quiet hours need a start and an end. Choose both.",
  postpaid_codeNeeded: "A code was sent to the number. Ask who holds it for the code, and enter it here.",
  postpaid_keyReused: "This add-on was asked for already with other details. Close this and start again.",
  postpaid_nameActivation: "You have several postpaid plans. Choose the one you mean.",
  postpaid_secondaryLimit:
    "The plan allows {{limit}} shared numbers, no more. Remove one first, or wait until an unanswered request runs out.",
  recharge_keyReused: "This payment was begun already with other details. Close this and start again.",
  billing_keyReused: "This payment was begun already with other details. Close this and start again.",
  subscriptions_queueChanged: "The queue has changed meanwhile. Look at it again and put it in order once more.",
  recharge_termsChanged: "The plan or offer changed a moment ago. Look at the price again, then pay.",
  usage_badRange: "Choose at most 366 days, the earlier day first.",
} as const;

/** What is asked of a field, where the server found it wrong. */
export const fields = {
  phoneNumber: "This is not a valid phone number. Check the digits.",
  recipientPhoneNumber: "This is not a valid phone number. Check the digits.",
  code: "The code has 6 digits. Check the latest message.",
  password: "A password has 8 to 128 characters. Choose another one.",
  newPassword: "A password has 8 to 128 characters. Choose another one.",
  fullName: "Enter your full name, at most 100 characters.",
  email: "This is not a valid e-mail address. Check it.",
  label: "Enter a short name, at most 50 characters.",
} as const;
