const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];

export type JsonElement = { readonly key: string; readonly text: string };

/** The text is not a JSON object of arrays. */
export class NotJsonArrays extends Error {
  override readonly name = "NotJsonArrays";
}

/**
 * The elements of the arrays of a JSON object, each as its own text, however large the whole is: only one element is held at a time.
 * Structure is told by bytes, which never are part of another character in UTF-8. Elements of other keys than `wanted` are passed over.
 *
 * @throws NotJsonArrays where the text is no object, or breaks off
 */
export async function* jsonArrayElements(
  chunks: AsyncIterable<Uint8Array>,
  wanted: string,
): AsyncGenerator<JsonElement> {
  const state = new ElementScanner(wanted);
  for await (const chunk of chunks) yield* state.take(chunk);
  if (!state.isWhole) throw new NotJsonArrays("The file breaks off before its end, or holds no JSON object.");
}

/** Where in the object the bytes so far have led. Depth 1 is inside the object, 2 inside an array of it. */
class ElementScanner {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private isKey = true;
  private key = "";
  private pieces: Uint8Array[] = [];
  private readonly wanted: string;
  isWhole = false;

  constructor(wanted: string) {
    this.wanted = wanted;
  }

  *take(chunk: Uint8Array): Generator<JsonElement> {
    // What is kept of this chunk begins here; -1 while nothing is kept.
    let from = this.pieces.length > 0 ? 0 : -1;
    const keep = (until: number) => {
      if (from !== -1) this.pieces.push(chunk.slice(from, until));
      from = -1;
    };
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.isInString) {
        this.passString(byte);
        if (!this.isInString && this.depth === 1 && this.isKey) {
          keep(at + 1);
          this.key = String(JSON.parse(this.taken()));
        }
      } else if (byte === QUOTE) {
        this.isInString = true;
        if (this.depth === 1 && this.isKey) from = at;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (this.depth === 0 && byte !== OPEN_OBJECT) throw new NotJsonArrays("The file holds no JSON object.");
        this.depth += 1;
        if (this.depth === 3 && this.key === this.wanted) from = at;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.depth -= 1;
        if (this.depth === 2 && this.key === this.wanted) {
          keep(at + 1);
          yield { key: this.key, text: this.taken() };
        }
        if (this.depth === 0) this.isWhole = true;
      } else if (this.depth === 1 && byte === COLON) this.isKey = false;
      else if (this.depth === 1 && byte === COMMA) this.isKey = true;
    }
    keep(chunk.length);
  }

  private passString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.isInString = false;
  }

  private taken(): string {
    const text = Buffer.concat(this.pieces).toString("utf8");
    this.pieces = [];
    return text;
  }
}
