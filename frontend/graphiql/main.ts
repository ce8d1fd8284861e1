/** GraphiQL for demo mode. It asks with the page's own session: sign in at / and open the card there first. */
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './page.css';

const EXAMPLE = `# Sign in and enter the card on the page first; this one asks with the same session.
{
  viewer {
    records {
      displayName
      standing
      record {
        labReports(first: 3) {
          nodes { date title results { name value unit } }
          notices { message }
        }
      }
    }
  }
}
`;

/** Texts of queries may name people, so they stay in memory and go with the tab. */
const kept = new Map<string, string>();
const memory = {
  get length() {
    return kept.size;
  },
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => {
    kept.set(key, value);
  },
  removeItem: (key: string) => {
    kept.delete(key);
  },
  clear: () => {
    kept.clear();
  },
};

const place = document.getElementById('graphiql');
if (place) {
  createRoot(place).render(
    createElement(GraphiQL, {
      fetcher: createGraphiQLFetcher({ url: '/graphql' }),
      storage: memory,
      defaultQuery: EXAMPLE,
      defaultEditorToolsVisibility: true,
      shouldPersistHeaders: false,
    }),
  );
}
