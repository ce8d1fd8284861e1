/**
 * The name of a document between page and server: the beginning of its SHA-256. Whole ones, which do not compress, would be
 * a twentieth of all scripts; the server runs what its own list holds under the name, and nothing else.
 *
 * @param {string} sha256 64 hex digits
 */
export const documentId = (sha256) => `x-${sha256.slice(0, 16)}`;
