/** Ends the start with one line for the person at the terminal. */
export class Stop extends Error {
  override readonly name = "Stop";
}
