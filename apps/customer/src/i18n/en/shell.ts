/** What stands around every screen. */
export const shell = {
  number: "Number",
  noNumber: "No number yet",
  notices_one: "Notifications, {{count}} unread",
  notices_other: "Notifications, {{count}} unread",
  noNotices: "Notifications, none unread",
  offline: "You are offline. You see what was loaded last.",
  unverified: "Your number is not confirmed yet, so nothing can be bought.",
  inactive: "Your account is inactive: you can look at everything, but nothing can be bought. Please contact support.",
  confirmNumber: "Confirm it",
  demoCode: "In the demo no message is sent. The code stands in the window where NEXA was started.",
  keepPlan: "Keep the plan",
  skip: "Skip to the content",
  refer: "Refer a friend",
  help: "Help",
  modes: { idle: "No plan", prepaid: "Prepaid", postpaid: "Postpaid", postpaid_secondary: "Shared postpaid" },
} as const;
