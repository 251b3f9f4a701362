import type { DehydratedState } from "@tanstack/react-query";

const DATABASE = "nexa";
const STORE = "loaded";
const KEY = "queries";

/** What was loaded, by which build of the app and when. */
export type Loaded = { build: string; keptAt: number; state: DehydratedState };

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function ask<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = what(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

export async function readLoaded(): Promise<Loaded | undefined> {
  return ask<Loaded | undefined>("readonly", (store) => store.get(KEY));
}

export async function writeLoaded(loaded: Loaded): Promise<void> {
  await ask("readwrite", (store) => store.put(loaded, KEY));
}

export async function dropLoaded(): Promise<void> {
  await ask("readwrite", (store) => store.delete(KEY));
}
