/** Where adapters take the time from; tests and the demo inject their own. */
export interface Clock {
  now(): Date;
}
