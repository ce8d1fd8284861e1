// Stands for '@0no-co/graphql.web' in the bundle: every document of the page is known to the server by its hash, so urql
// has nothing to parse or print, and the parser's weight stays out of what a phone downloads.
export { GraphQLError, Kind } from '../node_modules/@0no-co/graphql.web/dist/graphql.web.mjs';

/** The text of a document that has none. */
export const print = () => '';
export const parse = () => {
  throw new Error('The page sends trusted documents only: there is no GraphQL text to read');
};
