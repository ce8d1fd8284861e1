import { graphql } from '../../gen/gql';
import type { HealthDiaryEntryEntryQuery } from '../../gen/graphql';
import type { BesideProps } from '../view';
import { Actions } from '../written/form/Actions';
import { Alerts } from './Alerts';

const REMOVE = graphql(`
  mutation RemoveDiaryEntry($input: RemoveDiaryEntryInput!) {
    removeDiaryEntry(input: $input) { removedId userErrors { field code message } }
  }
`);

type Entry = Extract<
  NonNullable<HealthDiaryEntryEntryQuery['node']>,
  { readonly __typename: 'HealthDiaryEntry' }
>;

/** What a figure is worth a word for, and what its owner may do with the entry. */
export function DiaryBeside({ patientId, entry, current }: BesideProps<Entry>) {
  return (
    <>
      <Alerts alerts={entry.alerts} />
      {current && <Actions patientId={patientId} section="HEALTH_DIARY" entryId={entry.id} remove={REMOVE} />}
    </>
  );
}
