/** Words of the shared components. */
export const en = {
  close: "Close",
  cancel: "Cancel",
  tryAgain: "Try again",
  requestId: "Request {{id}}",
  loading: "Loading",
  typeToConfirm: "Type {{word}} to confirm",
  network: "The server could not be reached. Check the connection and try again.",
} as const;
