export { type ContentHealth, contentHealth } from "./content-health.ts";
export { announceContentChange } from "./content-version.ts";
export { createCarousel } from "./create-carousel.ts";
export { createFaq } from "./create-faq.ts";
export { createHeader } from "./create-header.ts";
export { deleteUnusedImages } from "./delete-unused-images.ts";
export { getContent } from "./get-content.ts";
export { type ContentImageFile, GetContentImageInput, getContentImage } from "./get-content-image.ts";
export { uploadContentImage } from "./upload-content-image.ts";
