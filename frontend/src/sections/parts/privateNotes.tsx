import { graphql } from '../../gen/gql';
import type { PrivateNotePartFragment } from '../../gen/graphql';
import { day, type FactsOf, parts, prose } from '../../ui/Facts';

graphql(`
  fragment PrivateNotePart on PrivateNote { date text }
`);

const FACTS: FactsOf<PrivateNotePartFragment> = {
  date: day('Дата', 'Date'),
  text: prose('Заметка', 'Note'),
};

export const privateNotes = parts<PrivateNotePartFragment>(
  'Личные заметки врача',
  "Doctor's private notes",
  'PrivateNote',
  FACTS,
  ({ date }, locale) => locale.date(date),
);
