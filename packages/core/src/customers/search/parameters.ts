/** The values of a hand-written statement, each named by the placeholder that `add` answers. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
