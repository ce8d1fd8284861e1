import { graphql } from '../../gen/gql';
import type { DispensePartFragment } from '../../gen/graphql';
import { day, type FactsOf, parts, text } from '../../ui/Facts';

graphql(`
  fragment DispensePart on Dispense { dispensedOn pharmacy tradeName quantity }
`);

const FACTS: FactsOf<DispensePartFragment> = {
  dispensedOn: day('Когда', 'When'),
  pharmacy: text('Аптека', 'Pharmacy'),
  tradeName: text('Лекарство', 'Medicine'),
  quantity: text('Количество', 'Quantity'),
};

export const dispenses = parts<DispensePartFragment>(
  'Отпущено в аптеке',
  'Dispensed',
  'Dispense',
  FACTS,
  ({ tradeName, pharmacy }) => tradeName ?? pharmacy ?? '—',
);
