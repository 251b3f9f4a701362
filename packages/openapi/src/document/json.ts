/** A JSON object as the document's post-processing reads and writes it. */
export type Json = { [key: string]: unknown };

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a key; made where it is missing. */
export function objectAt(parent: Json, key: string): Json {
  const value = parent[key];
  if (isJson(value)) return value;
  const made: Json = {};
  parent[key] = made;
  return made;
}
