/** A string or template literal. Expressions inside a template are blanked in `text` and scanned as code. */
export type Literal = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isTemplate: boolean;
};

export type Comment = { readonly start: number; readonly text: string };

/**
 * A TypeScript file split into what is code, what is text and what is comment. `code` has the length and the lines of the
 * source with the insides of strings, regular expressions and comments blanked, so positions agree and a search in it finds code only.
 */
export type SourceScan = {
  readonly source: string;
  readonly code: string;
  readonly literals: readonly Literal[];
  readonly comments: readonly Comment[];
};

const WORD = /[\w$]/;
const BEFORE_REGEX_WORDS = new Set(
  "return typeof case in of do else instanceof new delete void throw await yield".split(" "),
);

/** Line (from 1) of a position. */
export function lineAt(source: string, position: number): number {
  let line = 1;
  for (let at = source.indexOf("\n"); at !== -1 && at < position; at = source.indexOf("\n", at + 1)) line += 1;
  return line;
}

/** Splits TypeScript source. It is a scanner, not a parser: it knows strings, templates, comments and regular expressions. */
export function scanSource(source: string): SourceScan {
  return new Scanner(source).run();
}

class Scanner {
  private readonly source: string;
  private readonly code: string[];
  private readonly literals: Literal[] = [];
  private readonly comments: Comment[] = [];
  // Open templates, innermost last, each with the depth of braces inside its current `${…}`.
  private readonly templates: { start: number; chunks: string[]; braces: number }[] = [];
  private at = 0;

  constructor(source: string) {
    this.source = source;
    this.code = source.split("");
  }

  run(): SourceScan {
    while (this.at < this.source.length) this.step();
    this.literals.sort((a, b) => a.start - b.start);
    return { source: this.source, code: this.code.join(""), literals: this.literals, comments: this.comments };
  }

  private step(): void {
    const char = this.source[this.at];
    const next = this.source[this.at + 1];
    if (char === "/" && (next === "/" || next === "*")) this.readComment();
    else if (char === '"' || char === "'") this.readString();
    else if (char === "`") this.openTemplate();
    else if (char === "/" && startsRegex(this.code, this.at)) this.readRegex();
    else this.readCode(char);
  }

  private readComment(): void {
    const end = endOfComment(this.source, this.at);
    this.comments.push({ start: this.at, text: this.source.slice(this.at, end) });
    this.blankTo(end);
  }

  private readString(): void {
    const start = this.at;
    const end = endOfString(this.source, start);
    this.literals.push({ start, end, text: this.source.slice(start + 1, end - 1), isTemplate: false });
    this.at += 1;
    this.blankTo(end - 1);
    this.at = end;
  }

  private readRegex(): void {
    const end = endOfRegex(this.source, this.at);
    this.at += 1;
    this.blankTo(end - 1);
    this.at = end;
  }

  private openTemplate(): void {
    this.templates.push({ start: this.at, chunks: [], braces: 0 });
    this.at += 1;
    this.readTemplateText();
  }

  private readCode(char: string | undefined): void {
    const template = this.templates.at(-1);
    if (template !== undefined && char === "{") template.braces += 1;
    if (template !== undefined && char === "}") template.braces -= 1;
    this.at += 1;
    if (template !== undefined && char === "}" && template.braces === 0) this.readTemplateText();
  }

  /** Reads template text up to its next expression or its end. */
  private readTemplateText(): void {
    const template = this.templates.at(-1);
    if (template === undefined) return;
    let end = this.at;
    while (end < this.source.length && this.source[end] !== "`" && !this.source.startsWith("${", end)) {
      end += this.source[end] === "\\" ? 2 : 1;
    }
    template.chunks.push(this.source.slice(this.at, end));
    this.blankTo(end);
    if (this.source.startsWith("${", end)) {
      template.braces = 1;
      this.at = end + 2;
      return;
    }
    this.at = end + 1;
    this.templates.pop();
    this.literals.push({ start: template.start, end: this.at, text: template.chunks.join(" "), isTemplate: true });
  }

  private blankTo(end: number): void {
    for (; this.at < end; this.at += 1) if (this.source[this.at] !== "\n") this.code[this.at] = " ";
  }
}

function endOfComment(source: string, start: number): number {
  const isLine = source[start + 1] === "/";
  const end = isLine ? source.indexOf("\n", start) : source.indexOf("*/", start + 2);
  if (end === -1) return source.length;
  return isLine ? end : end + 2;
}

/** A quoted string cannot span lines, so a stray apostrophe in JSX text spoils one line at most. */
function endOfString(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== source[start] && source[at] !== "\n") at += source[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, source.length);
}

function endOfRegex(source: string, start: number): number {
  let at = start + 1;
  let isInClass = false;
  while (at < source.length && source[at] !== "\n" && (isInClass || source[at] !== "/")) {
    if (source[at] === "[") isInClass = true;
    if (source[at] === "]") isInClass = false;
    at += source[at] === "\\" ? 2 : 1;
  }
  return Math.min(at + 1, source.length);
}

/** A slash divides after a value (name, number, closing bracket) and opens a regular expression after anything else. */
function startsRegex(code: readonly string[], slash: number): boolean {
  let at = slash - 1;
  while (at >= 0 && /\s/.test(code[at] ?? "")) at -= 1;
  const before = code[at] ?? "";
  if (before === "" || !/[\w$)\]}"'`]/.test(before)) return before !== "<";
  if (!WORD.test(before)) return false;
  let word = "";
  for (; at >= 0 && WORD.test(code[at] ?? ""); at -= 1) word = `${code[at]}${word}`;
  return BEFORE_REGEX_WORDS.has(word);
}
