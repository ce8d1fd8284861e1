import { graphql } from '../gen/gql';
import type { SettingsQuery } from '../gen/graphql';

export const SETTINGS = graphql(`
  query Settings {
    viewer {
      account { roles }
      contacts { maskedPhone phoneConfirmedAt maskedEmail channels }
      secondFactors { id kind name createdAt lastUsedAt }
      signInProviders { name title confirmsIdentity linkedAt }
      sessions { id device createdAt current }
      cases { id kind state dueAt decidedAt answer objected }
      personalData { processing { purposes grounds recipients terms } }
    }
  }
`);
export type Own = NonNullable<SettingsQuery['viewer']>;

/** What every part of the page gets. */
export interface Part {
  readonly own: Own;
  /** Reads the page anew, after a change. */
  readonly again: () => void;
}
