import { graphql } from '../gen/gql';
import type { EntryHeaderFragment } from '../gen/graphql';

// What doctors tell each other of a version is asked for by doctors alone.
graphql(`
  fragment EntryHeader on RecordEntry {
    id section date title
    organization { name shortName address phone region licence ogrn oid }
    author { fullName position specialty }
    document { id title contentType createdOn original path }
    versions {
      id version recordedAt current
      reason @include(if: $doctor)
      releasedAt @include(if: $doctor)
      releasedBy @include(if: $doctor)
      releaseNote @include(if: $doctor)
    }
    hiding { state }
  }
`);

graphql(`
  fragment ListedEntry on RecordEntry { id date title organization { name shortName } author { fullName } }
`);

graphql(`
  fragment Paging on PageInfo { hasNextPage endCursor }
`);

/** What every entry has; the page shows it above the entry's own fields. */
export type HeaderField = keyof EntryHeaderFragment;
