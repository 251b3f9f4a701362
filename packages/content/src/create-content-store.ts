import { exportDocuments, getDocument, listDocuments, searchFaqs } from "./read-content.ts";
import { dropStagedContent, listStages, stageContent, swapContent } from "./stage-content.ts";
import type { ContentStore } from "./store.ts";
import type { ContentTables } from "./tables.ts";
import { createDocument, deleteDocument, reorderDocuments, updateDocument } from "./write-content.ts";

/** The store on an adapter's tables. */
export function createContentStore(tables: ContentTables): ContentStore {
  return {
    provider: tables.provider,
    get: (kind, id) => getDocument(tables, kind, id),
    list: (filter, page) => listDocuments(tables, filter, page),
    searchFaqs: (text, filter) => searchFaqs(tables, text, filter),
    create: (document, key) => createDocument(tables, document, key),
    update: (kind, id, change, expected) => updateDocument(tables, kind, id, change, expected),
    delete: (kind, id, expected) => deleteDocument(tables, kind, id, expected),
    reorder: (kind, locale, ids) => reorderDocuments(tables, kind, locale, ids),
    exportAll: (token) => exportDocuments(tables, token),
    stage: (token, documents) => stageContent(tables, token, documents),
    swap: (token) => swapContent(tables, token),
    dropStage: (token) => dropStagedContent(tables, token),
    stages: () => listStages(tables),
    health: () => tables.ping(),
    close: () => tables.close(),
  };
}
