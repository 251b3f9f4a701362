import { pathToFileURL } from "node:url";
import type { EnvVariable } from "./env-example.ts";

/** The parts of a zod schema this reads: an object's shape, a pipe's or wrapper's inner schema, a field's description. */
type SchemaLike = {
  readonly shape?: Readonly<Record<string, SchemaLike>>;
  readonly description?: string;
  readonly meta?: () => { readonly description?: string } | undefined;
  readonly def?: { readonly in?: SchemaLike; readonly innerType?: SchemaLike };
};

/** Prints the variables of each env.ts named on the command line. Its own process: an env.ts may stop the process it is in. */
async function main(): Promise<void> {
  const all: EnvVariable[][] = [];
  for (const file of process.argv.slice(2)) {
    const module: { EnvSchema?: SchemaLike } = await import(pathToFileURL(file).href);
    if (module.EnvSchema === undefined) throw new Error("it exports no EnvSchema");
    const shape = objectIn(module.EnvSchema).shape ?? {};
    all.push(Object.entries(shape).map(([name, field]) => ({ name, description: descriptionOf(field) })));
  }
  process.stdout.write(`\n@@${JSON.stringify(all)}`);
}

/** The object schema below refinements, transforms and defaults. */
function objectIn(schema: SchemaLike): SchemaLike {
  const inner = schema.def?.in ?? schema.def?.innerType;
  if (schema.shape !== undefined || inner === undefined) return schema;
  return objectIn(inner);
}

/** A description may stand before or after `.default()` and `.optional()`. */
function descriptionOf(field: SchemaLike): string | null {
  const own = field.meta?.()?.description ?? field.description;
  const inner = field.def?.in ?? field.def?.innerType;
  if (own !== undefined) return own;
  return inner === undefined ? null : descriptionOf(inner);
}

await main();
