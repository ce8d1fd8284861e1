import { graphql } from '../../gen/gql';
import type { GuardianFragment } from '../../gen/graphql';
import { nested } from '../../ui/Facts';

graphql(`
  fragment Guardian on NamedRepresentative { name relationship document }
`);

export const guardian = nested<GuardianFragment>(
  'Представитель в документе',
  'Representative named in the document',
  ({ name, relationship, document }) => [name, relationship, document].filter(Boolean).join(', '),
);
