/** Words that the forms of the console share. */
export const forms = {
  required: "This is needed.",
  notANumber: "Enter a number.",
  atLeast: "Enter {{min}} or more.",
  atMost: "Enter {{max}} or less.",
  save: "Save",
  edit: "Edit",
  delete: "Delete",
  close: "Close",
  saved: "Saved.",
  optional: "optional",
  operatorTime: "Times are in {{timeZone}}.",
  none: "None",
  all: "All",
} as const;
